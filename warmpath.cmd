@echo off
rem Builds what is missing, then runs Warmpath. Progress goes to standard error.
setlocal enabledelayedexpansion
set "root=%~dp0"
set "jdk="
for %%H in ("%JAVA25_HOME%" "%JAVA_HOME%") do if not defined jdk if exist "%%~H\release" (
  findstr /r /c:"JAVA_VERSION=\"2[5-9]" "%%~H\release" >nul && set "jdk=%%~H"
)
if not defined jdk for /d %%H in ("%ProgramFiles%\Eclipse Adoptium\jdk-25*" "%ProgramFiles%\Java\jdk-25*") do set "jdk=%%~H"
if not defined jdk (
  echo warmpath: no JDK 25 found. Install one ^(for example Temurin 25^), set JAVA25_HOME to it and run this again. 1>&2
  exit /b 3
)
if not exist "%root%app\target\warmpath.classpath" set "build=1"
if not exist "%root%app\target\built" set "build=1"
if defined WARMPATH_BUILD set "build=1"
if defined build (
  where mvn >nul 2>nul || (echo warmpath: Maven is missing. Install Maven 3.8.7 or newer and run this again. 1>&2 & exit /b 3)
  where npm >nul 2>nul || (echo warmpath: npm is missing. Install Node.js 20 or newer with npm and run this again. 1>&2 & exit /b 3)
  echo Building Warmpath ^(the first time takes a minute or two^) ... 1>&2
  pushd "%root%"
  set "JAVA25_HOME=%jdk%"
  call mvn -B -ntp -q -Dmaven.test.skip=true -pl app -am package 1>&2 || (popd & echo warmpath: the build failed. 1>&2 & exit /b 3)
  popd
  echo built> "%root%app\target\built"
)
set /p classpath=<"%root%app\target\warmpath.classpath"
for %%J in ("%root%app\target\app-*.jar") do set "jar=%%~J"
"%jdk%\bin\java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:+UseSerialGC ^
  -Dfile.encoding=UTF-8 "-Dwarmpath.natives=%root%engine-local\target\natives" ^
  "-Dwarmpath.samples=%root%samples" "-Dwarmpath.program=%~0" %WARMPATH_JAVA_OPTIONS% ^
  -cp "%jar%;!classpath!" dev.warmpath.app.Main %*
