# Builds the program from the sources, with the packages that the lock files name, and runs it as a user without rights.
#
#   docker build -t coalmine:local .
#   docker run --rm --read-only --tmpfs /tmp coalmine:local --help
#
# Pin both images by digest where images are not your own mirror's.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
RUN dotnet restore src/Coalmine.Cli/Coalmine.Cli.csproj --locked-mode \
 && dotnet publish src/Coalmine.Cli/Coalmine.Cli.csproj -c Release --no-restore --no-self-contained -o /program

# No shell and no package manager; its user `app` has the number 1654.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled
WORKDIR /work
COPY --from=build /program /program
# Nothing is written beside the journal's volume: no diagnostics socket, no extraction of files, and the culture is the invariant one.
ENV DOTNET_EnableDiagnostics=0 \
    DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 \
    NO_COLOR=1
USER 1654:1654
ENTRYPOINT ["dotnet", "/program/coalmine.dll"]
