#!/usr/bin/env bash
# A real Keycloak for the tests, on loopback only.
#
#   keycloak.sh start DIR PORT   runs it with its data in DIR; returns when the realm answers and
#                                prints the issuer's address. Again in the same DIR: the same data
#   keycloak.sh stop DIR PORT    ends what `start` began there
#   keycloak.sh prepare          only fills the cache (download, build, import), runs nothing
#
# The distribution comes through Maven, is unpacked and built once, and a database with the
# realm already imported is kept beside it; a start is then a copy of that database.
# Cache: ${XDG_CACHE_HOME:-$HOME/.cache}/renkei-tests. The realm is realm.json and scopes.mjs.
# Environment: JAVA_HOME, KEYCLOAK_VERSION, KEYCLOAK_START_SECONDS (bound of each wait, 180),
# KEYCLOAK_PUBLIC (the origin that it names itself by, where a reverse proxy stands before it).
set -euo pipefail

version="${KEYCLOAK_VERSION:-26.7.3}"
bound="${KEYCLOAK_START_SECONDS:-180}"
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
cache="${XDG_CACHE_HOME:-$HOME/.cache}/renkei-tests"
dist="$cache/keycloak-$version"
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"

fail() {
  echo "keycloak.sh: $*" >&2
  exit 1
}

# The first 16 hex digits over everything that the imported database depends on.
recipe() {
  cat "$here/realm.json" "$here/scopes.mjs" | sha256sum | cut -c1-16
}

# run_java HOME ARG...: replaces this (sub)shell by the server, so that its pid is the server's.
run_java() {
  local home="$1"
  shift
  exec "$java" \
    -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xms64m -Xmx512m -XX:MaxMetaspaceSize=256m \
    -XX:+ExitOnOutOfMemoryError -Dfile.encoding=UTF-8 -Duser.language=en -Duser.country=US \
    --add-opens=java.base/java.util=ALL-UNNAMED \
    --add-opens=java.base/java.util.concurrent=ALL-UNNAMED \
    --add-opens=java.base/java.security=ALL-UNNAMED \
    --add-opens=java.base/java.lang=ALL-UNNAMED \
    -Djava.util.concurrent.ForkJoinPool.common.threadFactory=io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory \
    -Djava.util.logging.manager=org.jboss.logmanager.LogManager \
    -Dpicocli.disable.closures=true \
    "-Dkc.home.dir=$home" "-Djboss.server.config.dir=$home/conf" \
    -cp "$dist/lib/quarkus-run.jar" io.quarkus.bootstrap.runner.QuarkusEntryPoint "$@"
}

# serve HOME PORT ARG...: in the background, log and pid beside HOME; sets $server.
serve() {
  local home="$1" port="$2"
  shift 2
  (
    KC_BOOTSTRAP_ADMIN_USERNAME=admin KC_BOOTSTRAP_ADMIN_PASSWORD=admin
    export KC_BOOTSTRAP_ADMIN_USERNAME KC_BOOTSTRAP_ADMIN_PASSWORD
    run_java "$home" start --optimized --cache=local \
      --http-enabled=true --http-host=127.0.0.1 "--http-port=$port" \
      "--hostname=${KEYCLOAK_PUBLIC:-http://127.0.0.1:$port}" "$@"
  ) </dev/null >"$home/../keycloak.log" 2>&1 9>&- &
  server=$!
  echo "$server" >"$home/../keycloak.pid"
}

# await HOME PORT: until the realm answers, the process ends, or the bound is reached.
await() {
  local home="$1" port="$2" until=$((SECONDS + bound))
  while ((SECONDS < until)); do
    if grep -q "Listening on:" "$home/../keycloak.log" &&
      curl -fs -m 5 -o /dev/null "http://127.0.0.1:$port/realms/minato"; then
      return 0
    fi
    kill -0 "$server" 2>/dev/null || break
    sleep 0.2
  done
  tail -n 30 "$home/../keycloak.log" >&2
  end "$home"
  fail "did not answer on port $port within $bound s"
}

# running HOME: whether the pid beside HOME is still that server; its command must name HOME.
running() {
  local pid
  [[ -f $1/../keycloak.pid ]] || return 1
  pid="$(<"$1/../keycloak.pid")"
  [[ -r /proc/$pid/cmdline ]] && tr '\0' '\n' <"/proc/$pid/cmdline" | grep -qxF -- "-Dkc.home.dir=$1"
}

# end HOME: ends the server of HOME, and only that.
end() {
  local home="$1" pid_file="$1/../keycloak.pid" pid
  if running "$home"; then
    pid="$(<"$pid_file")"
    kill "$pid" 2>/dev/null || true
    for _ in $(seq 100); do
      kill -0 "$pid" 2>/dev/null || break
      sleep 0.1
    done
    kill -KILL "$pid" 2>/dev/null || true
  fi
  rm -f "$pid_file"
}

# home_of DIR: a home that shares the distribution and has data of its own.
home_of() {
  local part
  mkdir -p "$1/home"
  for part in bin conf lib providers themes version.txt; do
    ln -sfn "$dist/$part" "$1/home/$part"
  done
}

unpack() {
  [[ -f $dist/.built ]] && return 0
  local archive work
  archive="$HOME/.m2/repository/org/keycloak/keycloak-quarkus-dist/$version/keycloak-quarkus-dist-$version.tar.gz"
  if [[ ! -f $archive ]]; then
    mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.6.1:get \
      "-Dartifact=org.keycloak:keycloak-quarkus-dist:$version:tar.gz" -Dtransitive=false >&2
  fi
  [[ -f $archive ]] || fail "Maven brought no $archive"
  work="$(mktemp -d "$cache/unpack.XXXXXX")"
  tar -xzf "$archive" -C "$work"
  rm -rf "$dist"
  mv "$work/keycloak-$version" "$dist"
  rmdir "$work"
  "$dist/bin/kc.sh" build --db=dev-file >&2
  touch "$dist/.built"
}

free_port() {
  node -e 's=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})'
}

# import: the database with the realm in it, made once for each recipe.
import() {
  local template work port
  template="$cache/realm-$version-$(recipe)"
  if [[ ! -d $template ]]; then
    work="$(mktemp -d "$cache/import.XXXXXX")"
    home_of "$work"
    mkdir -p "$work/home/data/import"
    cp "$here/realm.json" "$work/home/data/import/minato.json"
    port="$(free_port)"
    serve "$work/home" "$port" --import-realm
    await "$work/home" "$port"
    if ! node "$here/scopes.mjs" "http://127.0.0.1:$port"; then
      end "$work/home"
      fail "the scopes could not be added"
    fi
    end "$work/home"
    mkdir "$work/template"
    mv "$work/home/data/h2" "$work/template/h2"
    mv "$work/template" "$template"
    rm -rf "$work"
  fi
  echo "$template"
}

prepare() {
  mkdir -p "$cache"
  exec 9>"$cache/lock"
  flock -w 900 9 || fail "another preparation holds $cache/lock"
  unpack
  template="$(import)"
  exec 9>&-
}

start() {
  local dir port home
  mkdir -p "$1"
  dir="$(cd "$1" && pwd)"
  port="$2"
  home="$dir/home"
  ! running "$home" || fail "already started in $dir"
  if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
    fail "something listens on port $port already"
  fi
  prepare
  home_of "$dir"
  if [[ ! -d $home/data/h2 ]]; then
    mkdir -p "$home/data"
    cp -R "$template/h2" "$home/data/h2"
  fi
  serve "$home" "$port"
  await "$home" "$port"
  disown "$server"
  echo "${KEYCLOAK_PUBLIC:-http://127.0.0.1:$port}/realms/minato"
}

case "${1-} $#" in
  "start 3") start "$2" "$3" ;;
  "stop 3" | "stop 2") if [[ -d $2 ]]; then end "$(cd "$2" && pwd)/home"; fi ;;
  "prepare 1") prepare ;;
  *) fail "usage: keycloak.sh start DIR PORT | stop DIR PORT | prepare" ;;
esac
