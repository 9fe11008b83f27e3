@echo off
rem Builds what is missing, then runs Warmpath. Progress goes to standard error. Sources are not
rem watched here: set WARMPATH_BUILD=1 to build again.
setlocal
set "root=%~dp0"
set "jdk="
call :find "%JAVA25_HOME%"
call :find "%JAVA_HOME%"
for /d %%H in ("%ProgramFiles%\Eclipse Adoptium\jdk-*" "%ProgramFiles%\Java\jdk-*") do call :find "%%~H"
if not defined jdk (
  echo warmpath: no JDK 25 found. Install one ^(for example Temurin 25^), set JAVA25_HOME to it and run this again. 1>&2
  exit /b 3
)
set "build=%WARMPATH_BUILD%"
if not exist "%root%app\target\warmpath.classpath" set "build=1"
if not exist "%root%app\target\built" set "build=1"
if defined build (
  where mvn >nul 2>nul || (echo warmpath: Maven is missing. Install Maven 3.8 or newer and run this again. 1>&2 & exit /b 3)
  where npm >nul 2>nul || (echo warmpath: npm is missing. Install Node.js 20 or newer with npm and run this again. 1>&2 & exit /b 3)
  echo Building Warmpath ^(the first time takes a minute or two^) ... 1>&2
  set "JAVA25_HOME=%jdk%"
  pushd "%root%"
  call mvn -B -ntp -q -Dmaven.test.skip=true -pl app -am package 1>&2 || (popd & echo warmpath: the build failed. 1>&2 & exit /b 3)
  popd
  echo built> "%root%app\target\built"
)
for %%J in ("%root%app\target\app-*.jar") do set "jar=%%~J"
rem In a variable: a command line has at most 8191 characters, and set /p reads 1023.
for /f "usebackq delims=" %%C in ("%root%app\target\warmpath.classpath") do set "CLASSPATH=%jar%;%%C"
"%jdk%\bin\java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:+UseSerialGC ^
  -Dfile.encoding=UTF-8 "-Dwarmpath.natives=%root%engine-local\target\natives" ^
  "-Dwarmpath.samples=%root%samples" "-Dwarmpath.program=%~0" %WARMPATH_JAVA_OPTIONS% ^
  dev.warmpath.app.Main %*
exit /b %errorlevel%

rem Takes a folder as the JDK when none was taken and it is 25 or newer. A dot stands for the
rem quotation mark: one written out would change how the rest of the line is read.
:find
if defined jdk exit /b 0
if not exist "%~1\release" exit /b 0
findstr /r /c:"^JAVA_VERSION=.2[5-9]" /c:"^JAVA_VERSION=.[3-9][0-9]" "%~1\release" >nul || exit /b 0
set "jdk=%~1"
exit /b 0
