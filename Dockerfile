# The program with all its parts, as a user without rights; what it keeps is in /data. Docs: docs/containers.md
FROM python:3.12-slim-bookworm AS build
ENV UV_PROJECT_ENVIRONMENT=/opt/figures UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy
RUN pip install --no-cache-dir uv==0.9.5
WORKDIR /app
COPY pyproject.toml uv.lock README.md LICENSE ./
# What is installed changes more seldom than the program: a layer of its own.
RUN uv sync --frozen --all-extras --no-default-groups --no-install-project
COPY extractors extractors
COPY flows flows
COPY seeds seeds
COPY warehouse warehouse
RUN uv sync --frozen --all-extras --no-default-groups --no-editable
# The look-up of places is built once, here, and not by the first run.
ENV FIGURES_CACHE=/opt/figures/cache
RUN /opt/figures/bin/python -c "from seeds import gazetteer; gazetteer.towns()"

FROM python:3.12-slim-bookworm
RUN useradd --create-home --uid 10001 figures && mkdir /data && chown figures /data
COPY --from=build /opt/figures /opt/figures
COPY flows/container.prefect.yaml /app/prefect.yaml
ENV PATH=/opt/figures/bin:$PATH \
    FIGURES_CACHE=/opt/figures/cache \
    FIGURES_HOME=/data \
    PREFECT_HOME=/data/prefect \
    PREFECT_SERVER_ANALYTICS_ENABLED=false \
    DO_NOT_TRACK=1
USER 10001
WORKDIR /app
VOLUME /data
ENTRYPOINT ["figures"]
CMD ["--help"]
