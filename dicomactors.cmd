@echo off
rem Builds what is missing and runs it: dicomactors --help
rem Here is only what must happen before C# can run; the rest is in src\DicomActors.Launcher.
setlocal
set "root=%~dp0"
set "launcher=%root%artifacts\launcher\bin\DicomActors.Launcher\release\dicomactors-launcher.exe"

where /q dotnet
if errorlevel 1 if exist "%ProgramFiles%\dotnet\dotnet.exe" set "PATH=%ProgramFiles%\dotnet;%PATH%"
where /q dotnet
if errorlevel 1 goto :no_dotnet

if exist "%launcher%" goto :launch
call :build_launcher
if errorlevel 1 exit /b 2

:launch
"%launcher%" run %*
if not "%errorlevel%"=="97" exit /b %errorlevel%
rem 97: the launcher's own sources are newer than the launcher.
call :build_launcher
if errorlevel 1 exit /b 2
"%launcher%" run %*
exit /b %errorlevel%

:no_dotnet
echo dicomactors: dotnet was not found. Install the .NET 10 SDK: https://dotnet.microsoft.com/download/dotnet/10.0 1>&2
exit /b 2

:build_launcher
pushd "%root%"
dotnet --version >nul 2>&1
if errorlevel 1 goto :old_sdk
popd
echo dicomactors: building the launcher ... 1>&2
if exist "%launcher%" del "%launcher%"
if exist "%root%artifacts\launcher\stamp" del "%root%artifacts\launcher\stamp"
dotnet build "%root%src\DicomActors.Launcher" -c Release -v quiet -nologo -nodeReuse:false -p:ActorRuntime=Embedded "-p:ArtifactsPath=%root%artifacts/launcher" 1>&2
if errorlevel 1 echo dicomactors: the launcher could not be built, see above. 1>&2
if not exist "%launcher%" exit /b 2
exit /b 0

:old_sdk
popd
echo dicomactors: the .NET 10 SDK is needed. Install it: https://dotnet.microsoft.com/download/dotnet/10.0 Here are: 1>&2
dotnet --list-sdks 1>&2
exit /b 2
