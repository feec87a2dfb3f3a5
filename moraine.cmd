@echo off
rem Runs Moraine's command line on Windows; builds it first where it is missing.
rem JAVA_HOME: the JDK to use; otherwise the java on the PATH. MORAINE_JAVA_OPTS: more options for the JVM.
setlocal
set "HOME_DIR=%~dp0"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
set "LIB=%HOME_DIR%cli\target\quick\lib"
if not exist "%LIB%" (
  echo Building Moraine ^(first use; this can take a minute^)... 1>&2
  call mvn -B -q -f "%HOME_DIR%pom.xml" -Dquick -Dlauncher -Dmaven.test.skip -pl cli -am package 1>&2
  if errorlevel 1 exit /b 1
)
"%JAVA%" -Dfile.encoding=UTF-8 %MORAINE_JAVA_OPTS% -cp "%HOME_DIR%cli\target\quick\*;%LIB%\*" io.moraine.cli.Main %*
exit /b %ERRORLEVEL%
