# The security dashboard for a gateway, from this repository: docker build -t comis-security-elements .
FROM node:22-alpine AS build
WORKDIR /build
COPY . .
RUN npm ci --ignore-scripts && npm run build && npm pack --ignore-scripts --pack-destination / \
 && mkdir /package && tar -xzf /comis-security-elements-*.tgz -C /

FROM node:22-alpine
ENV NODE_ENV=production
COPY --from=build /package/package.json /app/package.json
COPY --from=build /package/dist/cli /app/dist/cli
USER node
EXPOSE 5173
# Inside a container 127.0.0.1 is the container alone. Publish the port on the host's 127.0.0.1 only, as compose.yaml does.
# No token: whoever reaches the port is asked for theirs.
ENTRYPOINT ["node", "/app/dist/cli/main.js", "--host", "0.0.0.0", "--insecure"]
CMD ["--help"]
