/** What a chart of a report shows, in words and numbers; how it looks is the drawer's. */
export interface ReportChart {
  readonly title: string;
  readonly subtitle: string;
  /** What each series is called. */
  readonly legend: {
    readonly created: string;
    readonly resolved: string;
    readonly closed: string;
    readonly open: string;
  };
  /** One a day, or one an hour, in their order. */
  readonly steps: readonly ReportChartStep[];
}

export interface ReportChartStep {
  readonly label: string;
  /** Reported or reopened. */
  readonly created: number;
  readonly resolved: number;
  readonly closed: number;
  /** At the step's end; null where that is still to come. */
  readonly open: number | null;
}

/** A table with a line of names above its rows. Null is an empty cell. */
export interface ReportTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** The files that come with a report. */
export interface ReportFiles {
  /** @returns a PNG, sharp on a phone */
  drawChart(chart: ReportChart): Promise<Uint8Array<ArrayBuffer>>;
  /** @returns a CSV that spreadsheets open as it is, and take no cell of for a formula */
  writeTable(table: ReportTable): Promise<Uint8Array<ArrayBuffer>>;
}
