# Roadcall as an image. It has the program, its packages and Deno; what it writes is DATA_DIR alone,
# so its root may be read-only:
#
#     docker build --build-arg SENTRY_RELEASE=roadcall@$(git rev-parse --short=12 HEAD) -t roadcall .
#     docker run --read-only --env-file .env -v roadcall:/data -p 8000:8000 roadcall
FROM denoland/deno:debian-2.9.6

ENV DENO_DIR=/deno-dir DENO_NO_UPDATE_CHECK=1 DATA_DIR=/data PORT=8000
WORKDIR /app

# The packages in a layer of their own, which changes with the lockfile alone.
COPY deno.json deno.lock ./
RUN deno install --frozen

COPY *.ts ./
COPY migrations migrations
COPY src src
# Transpiled once here, and not at each start: the cache cannot be written then.
RUN deno cache --frozen *.ts && mkdir /data && chown 1993:1993 /data

# For whoever looks in: "docker exec … roadcall grant-manager …".
RUN mkdir -p /usr/local/bin \
  && printf '#!/bin/sh\nexec deno run --no-prompt --cached-only --allow-env --allow-read=/app/.env --allow-run=deno /app/launch.ts "$@"\n' >/usr/local/bin/roadcall \
  && chmod +x /usr/local/bin/roadcall

# What the image is a build of; Sentry groups by it.
ARG SENTRY_RELEASE=
ENV SENTRY_RELEASE=$SENTRY_RELEASE

# The base image's user "deno", by number, since that is what "must not run as root" checks look at.
USER 1993:1993
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["deno", "run", "--no-prompt", "--cached-only", "--allow-env=PORT", "--allow-net=127.0.0.1", "/app/check_health.ts"]

# The launcher, as "deno task start" starts it; without a shell in between signals reach it.
ENTRYPOINT ["deno", "run", "--no-prompt", "--cached-only", "--allow-env", "--allow-read=/app/.env", "--allow-run=deno", "/app/launch.ts"]
CMD ["start"]
