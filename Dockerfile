# One image per service, and one for the edge: docker build --target frontend .
# (scripts/build-images builds them all, from what is committed.)
#
# Builds with BuildKit and with the builder before it, so neither mounts nor heredocs are used.
# Everything below starts from the same image; where it cannot be pulled,
# scripts/make-base-image makes one of that name from Debian's packages.
ARG PYTHON_IMAGE=python:3.11-slim-bookworm


# ---- what every image stands on --------------------------------------------------------------
FROM ${PYTHON_IMAGE} AS base
RUN echo 'melodie:x:10001:10001::/nonexistent:/usr/sbin/nologin' >>/etc/passwd \
    && echo 'melodie:x:10001:' >>/etc/group
# What it is asked for its health by; it keeps the time itself, and says why.
COPY images/healthy.py /usr/local/lib/melodie/healthy.py
LABEL org.opencontainers.image.title="Mélodie" \
    org.opencontainers.image.description="A melody machine for uninspired musicians" \
    org.opencontainers.image.licenses="MIT"


# ---- the edge --------------------------------------------------------------------------------
FROM base AS edge
# Debian's HAProxy with its fixes; what the installation wrote down about itself is left out.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends 'haproxy=2.6.*' \
    && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/cache/ldconfig/* /var/cache/debconf/* \
        /var/log/* /var/lib/haproxy/dev
COPY edge/haproxy.cfg edge/refuse.lua /etc/haproxy/
ENV EDGE_RATE=600 \
    EDGE_MAKE_RATE=60 \
    EDGE_FILES=/etc/haproxy \
    EDGE_RESOLVER=127.0.0.11:53 \
    EDGE_FRONTEND=frontend:5001
USER 10001:10001
# Finish what runs, take nothing new.
STOPSIGNAL SIGUSR1
HEALTHCHECK --interval=1s --timeout=45s --start-period=10s --retries=5 \
    CMD ["python3", "-IS", "/usr/local/lib/melodie/healthy.py", "8405", "/livez"]
CMD ["haproxy", "-db", "-f", "/etc/haproxy/haproxy.cfg"]
ARG REVISION=unknown
LABEL org.opencontainers.image.revision="${REVISION}"


# ---- where packages and code are put together: here is pip ------------------------------------
# Compiled here, as nothing can be written where the services run; by the content's hash and not
# by its time, so that the same commit gives the same bytes.
FROM ${PYTHON_IMAGE} AS workshop
RUN python3 -m venv /opt/pip && python3 -m venv --without-pip /opt/melodie
COPY images/assemble /usr/local/bin/assemble
COPY requirements/web.txt /tmp/web.txt
RUN assemble /tmp/web.txt && rm -r /added

# What all of them share; compiled with each one's own.
FROM workshop AS code
COPY melodie /app/melodie


# ---- what the services stand on: the same layers for all of them ------------------------------
# On it come each one's packages, and last the code: hosts fetch of a new commit what it changed.
FROM base AS service
COPY --from=workshop /opt/melodie /opt/melodie
WORKDIR /app
ENV PATH=/opt/melodie/bin:$PATH \
    PYTHONPATH=/app \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    MELODIE_HOST=0.0.0.0
USER 10001:10001


# ---- notes --------------------------------------------------------------------------------------
FROM workshop AS notes-packages
COPY requirements/notes.txt /tmp/notes.txt
RUN assemble /tmp/notes.txt

FROM code AS notes-code
COPY service2_notes /app/service2_notes
RUN assemble

FROM service AS notes
COPY --from=notes-packages /added /
COPY --from=notes-code /added /
HEALTHCHECK --interval=1s --timeout=45s --start-period=10s --retries=5 \
    CMD ["python3", "-IS", "/usr/local/lib/melodie/healthy.py", "5002", "/readyz"]
CMD ["gunicorn", "-c", "python:melodie.gunicorn", "service2_notes.app:create_app()"]
ARG REVISION=unknown
ENV MELODIE_PORT=5002 MELODIE_REVISION=${REVISION}
LABEL org.opencontainers.image.revision="${REVISION}"


# ---- rhythm -------------------------------------------------------------------------------------
FROM workshop AS rhythm-packages
COPY requirements/rhythm.txt /tmp/rhythm.txt
RUN assemble /tmp/rhythm.txt

FROM code AS rhythm-code
COPY service3_rhythm /app/service3_rhythm
RUN assemble

FROM service AS rhythm
COPY --from=rhythm-packages /added /
COPY --from=rhythm-code /added /
HEALTHCHECK --interval=1s --timeout=45s --start-period=10s --retries=5 \
    CMD ["python3", "-IS", "/usr/local/lib/melodie/healthy.py", "5003", "/readyz"]
CMD ["gunicorn", "-c", "python:melodie.gunicorn", "service3_rhythm.app:create_app()"]
ARG REVISION=unknown
ENV MELODIE_PORT=5003 MELODIE_REVISION=${REVISION}
LABEL org.opencontainers.image.revision="${REVISION}"


# ---- frontend -----------------------------------------------------------------------------------
FROM workshop AS frontend-packages
COPY requirements/frontend.txt /tmp/frontend.txt
RUN assemble /tmp/frontend.txt

FROM code AS frontend-code
COPY service1_frontend /app/service1_frontend
RUN assemble

FROM service AS frontend
COPY --from=frontend-packages /added /
COPY --from=frontend-code /added /
COPY images/migrate /usr/local/bin/migrate
# The database is everybody's: a replica that has been ready is not replaced because it is away.
HEALTHCHECK --interval=1s --timeout=45s --start-period=10s --retries=5 \
    CMD ["python3", "-IS", "/usr/local/lib/melodie/healthy.py", "5001", "/readyz", "/livez"]
CMD ["gunicorn", "-c", "python:melodie.gunicorn", "service1_frontend.app:create_app()"]
ARG REVISION=unknown
ENV MELODIE_PORT=5001 MELODIE_REVISION=${REVISION}
LABEL org.opencontainers.image.revision="${REVISION}"


# ---- lilypond -----------------------------------------------------------------------------------
FROM workshop AS lilypond-packages
# Letters for titles in every script (scripts/fonts.py says which is for what), but for what
# Unifont has beside them. The notes' own font comes with LilyPond.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends fonts-dejavu-core fonts-wqy-microhei \
        fonts-lohit-beng-bengali fonts-lohit-deva fonts-lohit-gujr fonts-lohit-guru \
        fonts-lohit-knda fonts-lohit-mlym fonts-lohit-orya fonts-lohit-taml fonts-lohit-telu \
        fonts-tlwg-loma-ttf fonts-unifont \
    && rm -r /usr/share/fonts/truetype/unifont /usr/share/fonts/opentype/unifont/*_csur.otf \
        /usr/share/fonts/opentype/unifont/*_jp.otf
COPY requirements/lilypond.txt /tmp/lilypond.txt
# Without what comes beside LilyPond itself: its converters with a Python of their own, and
# Ghostscript, which pages drawn by Cairo do not need.
RUN assemble /tmp/lilypond.txt \
    && cd /added/opt/melodie/lib/python3*/site-packages/lilypond-binaries \
    && rm -r lib/python3* libexec share/emacs share/locale

FROM code AS lilypond-code
COPY service4_lilypond /app/service4_lilypond
RUN assemble

FROM service AS lilypond
COPY --from=lilypond-packages /usr/share/fonts /usr/share/fonts
COPY --from=lilypond-packages /added /
COPY --from=lilypond-code /added /
HEALTHCHECK --interval=1s --timeout=45s --start-period=40s --retries=5 \
    CMD ["python3", "-IS", "/usr/local/lib/melodie/healthy.py", "5004", "/readyz"]
CMD ["gunicorn", "-c", "python:melodie.gunicorn", "service4_lilypond.app:create_app()"]
ARG REVISION=unknown
# Threads of NumPy's algebra, which sound does not use.
ENV MELODIE_PORT=5004 MELODIE_THREADS=24 MELODIE_REVISION=${REVISION} OPENBLAS_NUM_THREADS=1
LABEL org.opencontainers.image.revision="${REVISION}" \
    org.opencontainers.image.licenses="GPL-3.0-or-later"
