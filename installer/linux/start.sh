#!/bin/sh
# Starts Warmpath with the Java runtime it comes with.
home=$(dirname "$(dirname "$(readlink -f "$0")")")
app=$home/lib/app

# The JVM can name only files that the locale can spell, and the plain one spells ASCII alone.
[ "$(locale charmap 2>/dev/null)" != ANSI_X3.4-1968 ] || export LC_ALL=C.UTF-8

# GTK would load an OpenGL driver that JavaFX never draws with: 60 MB and a tenth of a second.
export GDK_GL=disable
# Without a graphics card JavaFX would try software OpenGL before its own, faster, software drawing.
drawing=
[ -e /dev/dri ] || [ -e /dev/nvidiactl ] || drawing=-Dprism.order=sw

# shellcheck disable=SC2086 -- WARMPATH_JAVA_OPTIONS is a list of options
exec "$home/lib/runtime/bin/java" @JAVA_OPTIONS@ $drawing \
  "-Djpackage.app-path=$home/bin/warmpath" ${WARMPATH_JAVA_OPTIONS:-} \
  -cp "@CLASS_PATH@" @MAIN@ "$@"
