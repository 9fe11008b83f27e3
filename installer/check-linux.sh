#!/usr/bin/env bash
# Installs the built packages on a bare Debian and checks what a user would: window, command line,
# association, what is written where, removal. Root, network; docs/packaging.md says more.
#   installer/check-linux.sh [FOLDER OF THE PACKAGES]
# BARE=DIR takes a tree that debootstrap made earlier; KEEP=1 leaves everything for a look.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
packages=${1:-$here/target}
deb=$(ls "$packages"/warmpath_*.deb | head -1)
rpm=$(ls "$packages"/warmpath-*.rpm 2>/dev/null | head -1 || true)
work=$(mktemp -d /tmp/warmpath-check.XXXXXX)
root=$work/root
user=tester
sample=/opt/warmpath/lib/samples/workspaces/chatbot.warmpath
max_deb_bytes=110000000
max_idle_kib=250000
failures=0
started=()

say() { printf '%s\n' "$*"; }
ok() { say "ok    $*"; }
bad() { say "FAIL  $*"; failures=$((failures + 1)); }
check() { if eval "$2"; then ok "$1"; else bad "$1"; fi; }
inside() { chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
  DEBIAN_FRONTEND=noninteractive "$@"; }
as_user() { chroot --userspec="$user:$user" "$root" /usr/bin/env -i PATH=/usr/bin:/bin \
  HOME="/home/$user" DISPLAY=":$display" "$@"; }
# Generated caches and logs of the system itself are no files of ours.
files() { (cd "$root" && find . -xdev \( -path ./proc -o -path ./tmp -o -path ./home \
  -o -path ./var/cache -o -path ./var/log -o -path ./var/lib/dpkg -o -path ./var/lib/apt \
  -o -name mimeinfo.cache -o -name icon-theme.cache \) -prune -o -print | sort); }

clean() {
  local pid
  for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done
  # What a file manager's opener started has no parent of ours: it is known by its root folder.
  for pid in /proc/[0-9]*; do
    [ "$(readlink "$pid/root" 2>/dev/null)" != "$root" ] || kill "${pid#/proc/}" 2>/dev/null || true
  done
  mountpoint -q "$root/proc" && umount "$root/proc"
  [ -n "${KEEP:-}" ] && say "kept: $work" || rm -rf --one-file-system "$work"
}
trap clean EXIT

need() {
  local program missing=()
  for program in debootstrap Xvfb xdotool import curl rpm rpm2cpio cpio; do
    command -v "$program" >/dev/null || missing+=("$program")
  done
  [ "${#missing[@]}" = 0 ] || { say "missing: ${missing[*]}"; exit 2; }
  [ "$(id -u)" = 0 ] || { say "chroot needs root"; exit 2; }
}

bare_debian() {
  if [ -n "${BARE:-}" ]; then
    cp -a "$BARE" "$root"
  else
    local mirror
    mirror=$(sed -n 's/^URIs: *\([^ ]*\).*/\1/p; s/^deb \(\[[^]]*\] \)*\([^ ]*\).*/\2/p' \
      /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | head -1 || true)
    [ -n "$mirror" ] || { say "no Debian mirror in /etc/apt: give a tree with BARE=DIR"; exit 2; }
    debootstrap --variant=minbase bookworm "$root" "$mirror" >"$work/debootstrap.log"
  fi
  cp /etc/resolv.conf "$root/etc/resolv.conf"
  mount -t proc proc "$root/proc"
  inside useradd -m "$user"
  inside apt-get update -qq
  # With what it depends on in place, installing and removing must change nothing else.
  inside apt-get satisfy -y -qq --no-install-recommends "$(dpkg-deb -f "$deb" Depends)" \
    >"$work/depends.log" 2>&1
  # Recommended by the package; without a desktop xdg-mime knows MIME types only through the last.
  inside apt-get install -y -qq --no-install-recommends xdg-utils fonts-dejavu-core \
    libfile-mimeinfo-perl >>"$work/depends.log" 2>&1
}

virtual_display() {
  display=$((90 + RANDOM % 900))
  Xvfb ":$display" -screen 0 1920x1200x24 >/dev/null 2>&1 &
  started+=($!)
  sleep 1
}

install_deb() {
  check ".deb is below $max_deb_bytes bytes ($(stat -c %s "$deb"))" \
    '[ "$(stat -c %s "$deb")" -lt $max_deb_bytes ]'
  files >"$work/before"
  cp "$deb" "$root/tmp/warmpath.deb"
  check "apt-get install" 'inside apt-get install -y -qq --no-install-recommends \
    /tmp/warmpath.deb >"$work/install.log" 2>&1'
}

command_line() {
  touch "$work/marker"
  check "warmpath --version from the PATH" 'as_user warmpath --version >"$work/version"'
  as_user warmpath doctor >"$work/doctor" 2>&1 || true
  check "doctor: $(grep -i aot "$work/doctor")" 'grep -q "aot cache  *in use" "$work/doctor"'
  as_user warmpath run "$sample" --repeat 2 --json >"$work/run.json" 2>/dev/null || true
  check "run: the second time is cached" \
    '[ "$(grep -c "\"cached_tokens\" : 0" "$work/run.json")" = 1 ]'
  # Nothing sets a locale here: the plain one.
  cp "$root$sample" "$root/home/$user/überblick.warmpath"
  check "a file whose name is not ASCII, without a locale" \
    'as_user warmpath run "/home/$user/überblick.warmpath" --max-tokens 1 >/dev/null'
  rm -f "$root/home/$user/überblick.warmpath"
  as_user warmpath render "$sample" --send 2 --out "/home/$user/picture.png" 2>/dev/null || true
  check "render writes a picture" '[ -s "$root/home/$user/picture.png" ]'
  rm -f "$root/home/$user/picture.png"
  as_user warmpath serve --port 17077 >"$work/serve.log" 2>&1 &
  local server=$! tries
  started+=("$server")
  for tries in $(seq 60); do
    curl -fs "http://127.0.0.1:17077/v1/models" >"$work/models.json" 2>/dev/null \
      && grep -q '"id"' "$work/models.json" && break
    sleep 0.5
  done
  check "serve answers" 'grep -q "\"id\"" "$work/models.json"'
  kill "$server"
  wait "$server" 2>/dev/null || true
}

# Waits until more than a flat colour is drawn; prints milliseconds since $1.
painted() {
  local begin=$1 window colours
  while [ $(($(date +%s%3N) - begin)) -lt 60000 ]; do
    window=$(DISPLAY=":$display" xdotool search --onlyvisible --name Warmpath 2>/dev/null | tail -1)
    if [ -n "$window" ]; then
      colours=$(DISPLAY=":$display" import -window "$window" -resize 64x40 txt:- 2>/dev/null \
        | tail -n +2 | awk '{print $3}' | sort -u | wc -l)
      [ "$colours" -gt 30 ] && { echo $(($(date +%s%3N) - begin)); return; }
    fi
    sleep 0.05
  done
  return 1
}

window_process() { pgrep -n -u "$(inside id -u $user)" -f dev.warmpath.app.Main; }

# There is no window manager to give the focus, nor to send keys through.
key() {
  local window
  window=$(DISPLAY=":$display" xdotool search --onlyvisible --name Warmpath | tail -1)
  DISPLAY=":$display" xdotool windowfocus "$window"
  DISPLAY=":$display" xdotool key "$1"
}

close_window() {
  local pid tries
  pid=$(window_process) || return 0
  key ctrl+q || true
  for tries in $(seq 50); do
    kill -0 "$pid" 2>/dev/null || return 0
    sleep 0.2
  done
  bad "Ctrl+Q did not end the program"
  kill "$pid"
}

the_window() {
  local begin took
  # No model: what the window alone needs.
  begin=$(date +%s%3N)
  as_user env WARMPATH_JAVA_OPTIONS=-Dwarmpath.samples=/nowhere warmpath >/dev/null 2>&1 &
  if took=$(painted "$begin"); then
    ok "window painted after $took ms, first start (load $(cut -d' ' -f1 /proc/loadavg))"
    sleep 5
    rss=$(awk '/VmRSS/ {print $2}' "/proc/$(window_process)/status")
    check "idle without a model: $rss KiB" '[ "$rss" -lt $max_idle_kib ]'
  else
    bad "no window"
  fi
  close_window
  begin=$(date +%s%3N)
  as_user xdg-open "/home/$user/mine.warmpath" >/dev/null 2>&1 &
  if took=$(painted "$begin"); then
    ok "window by association after $took ms (load $(cut -d' ' -f1 /proc/loadavg))"
    sleep 8
    local run
    for run in 1 2; do
      key ctrl+Return
      sleep 6
    done
    DISPLAY=":$display" import -window root "$here/target/check-window.png"
    say "      look: $here/target/check-window.png (sent twice: the second run is warm)"
  else
    bad "no window by association"
  fi
  close_window
}

association() {
  cp "$root$sample" "$root/home/$user/mine.warmpath"
  chown --reference="$root/home/$user" "$root/home/$user/mine.warmpath"
  check "MIME type" '[ "$(as_user xdg-mime query filetype "/home/$user/mine.warmpath")" \
    = application/x-warmpath ]'
  check "association" '[ "$(as_user xdg-mime query default application/x-warmpath)" \
    = warmpath.desktop ]'
  check "menu entry, icon" '[ -f "$root/usr/share/applications/warmpath.desktop" ] \
    && [ -f "$root/usr/share/icons/hicolor/256x256/apps/warmpath.png" ]'
  check "licence notices" '[ -s "$root/opt/warmpath/lib/licences/NOTICES.txt" ]'
}

written() {
  (cd "$root" && find home tmp var/tmp opt usr -xdev -newer "$work/marker" -type f \
    -not -path "home/$user/.config/warmpath/*" -not -path "home/$user/.cache/*" \
    -not -path "home/$user/.local/share/warmpath/*" -not -name mine.warmpath) >"$work/written"
  check "nothing written elsewhere" '[ ! -s "$work/written" ] || { cat "$work/written"; false; }'
  check "no unpacked libraries" '[ ! -e "$root/home/$user/.openjfx" ]'
}

remove_deb() {
  check "apt-get remove" 'inside apt-get remove -y -qq warmpath >"$work/remove.log" 2>&1'
  files >"$work/after"
  # dpkg itself drops an empty /opt: what counts is what is there now and was not before.
  comm -13 "$work/before" "$work/after" >"$work/left"
  check "nothing left" '[ ! -s "$work/left" ] || { cat "$work/left"; false; }'
  check "settings stay" '[ -f "$root/home/$user/.config/warmpath/settings.properties" ]'
}

the_rpm() {
  [ -n "$rpm" ] || { say "no .rpm to check"; return; }
  local tree=$work/rpm
  mkdir -p "$tree"
  (cd "$tree" && rpm2cpio "$rpm" | cpio -idm --quiet)
  check "rpm: doctor from the extracted tree" \
    '"$tree/opt/warmpath/bin/warmpath" doctor 2>&1 | grep -q "aot cache  *in use"'
  check "rpm: same files as the .deb" 'diff <(rpm -qpl "$rpm" 2>/dev/null | sort) \
    <(dpkg-deb --fsys-tarfile "$deb" | tar -t | sed "s/^\.//; s#/\$##" | sort) \
    | grep -vE "^[0-9,acd]+$|^---$" | grep -vE "^[<>] (|/opt|/usr.*)$" >"$work/rpm.diff"; \
    [ ! -s "$work/rpm.diff" ]'
  mkdir -p "$work/rpmroot"
  check "rpm: installs and is removed without a rest" \
    'rpm --root "$work/rpmroot" --initdb && rpm --root "$work/rpmroot" -i --nodeps "$rpm" \
    && [ -x "$work/rpmroot/usr/bin/warmpath" -o -L "$work/rpmroot/usr/bin/warmpath" ] \
    && rpm --root "$work/rpmroot" -e warmpath && [ ! -e "$work/rpmroot/opt/warmpath" ] \
    && [ ! -e "$work/rpmroot/usr/bin/warmpath" ]'
}

need
bare_debian
virtual_display
install_deb
association
command_line
the_window
written
remove_deb
the_rpm
[ "$failures" = 0 ] && say "all well" || { say "$failures failed; logs: KEEP=1"; exit 1; }
