/** Charts as pictures: echarts draws an SVG, resvg makes a PNG of it with fonts that come along. */
import type { ReportChart } from "../desk/ports/report_files.ts";
import { chartFont, chartSize, createReportOptions } from "./report_chart_options.ts";

/** Pixels for each unit of the drawing: what a phone's screen shows sharply. */
const scale = 3;

let loaded: Promise<Drawing> | null = null;

/** Draws a chart. Nothing of it is loaded before the first: most processes never draw one. */
export async function drawChart(chart: ReportChart): Promise<Uint8Array<ArrayBuffer>> {
  loaded ??= load();
  try {
    const { toSvg, toPng } = await loaded;
    return toPng(toSvg(createReportOptions(chart)));
  } catch (error) {
    // What could not be read this time may be there the next.
    loaded = null;
    throw error;
  }
}

type Drawing = Awaited<ReturnType<typeof load>>;
type Options = ReturnType<typeof createReportOptions>;

async function load() {
  const [echarts, { BarChart, LineChart }, components, { SVGRenderer }, resvg, regular, bold] =
    await Promise.all([
      import("echarts/core"),
      import("echarts/charts"),
      import("echarts/components"),
      import("echarts/renderers"),
      loadResvg(),
      Deno.readFile(new URL(import.meta.resolve("dejavu-fonts-ttf/ttf/DejaVuSans.ttf"))),
      Deno.readFile(new URL(import.meta.resolve("dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf"))),
    ]);
  const { GridComponent, LegendComponent, TitleComponent } = components;
  echarts.use([BarChart, LineChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer]);
  const fontBuffers = [regular, bold];

  return {
    toSvg(options: Options): string {
      const chart = echarts.init(null, null, { renderer: "svg", ssr: true, ...chartSize });
      try {
        chart.setOption(options);
        return chart.renderToSVGString();
      } finally {
        chart.dispose();
      }
    },

    toPng(svg: string): Uint8Array<ArrayBuffer> {
      const picture = new resvg.Resvg(svg, {
        fitTo: { mode: "width", value: chartSize.width * scale },
        font: { fontBuffers, loadSystemFonts: false, defaultFontFamily: chartFont },
      });
      try {
        const image = picture.render();
        const png = new Uint8Array(image.asPng());
        image.free();
        return png;
      } finally {
        // What WebAssembly holds is not seen by the garbage collector.
        picture.free();
      }
    },
  };
}

let resvgReady: Promise<void> | null = null;

/** Its WebAssembly can be initialised once in a process. */
async function loadResvg() {
  const resvg = await import("@resvg/resvg-wasm");
  resvgReady ??= Deno.readFile(
    new URL(import.meta.resolve("@resvg/resvg-wasm/index_bg.wasm")),
  ).then((wasm) => resvg.initWasm(wasm));
  await resvgReady;
  return resvg;
}
