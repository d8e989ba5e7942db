# Builds the program from the sources, with the packages that the lock files name, and runs it as a user without rights.
#
#   docker build -t coalmine:local .
#   docker run --rm --read-only --tmpfs /tmp coalmine:local --help
#
# The tags name exact versions of the SDK and of its runtime; whoever needs the same bytes pins both by digest as well.
FROM mcr.microsoft.com/dotnet/sdk:10.0.401 AS build
WORKDIR /source
COPY . .
# One command and not a restore before it: what compiles ahead of time is restored for publishing only.
RUN dotnet publish src/Coalmine.Cli/Coalmine.Cli.csproj -c Release --no-self-contained -p:RestoreLockedMode=true -o /program

# No shell and no package manager; its user `app` has the number 1654.
FROM mcr.microsoft.com/dotnet/aspnet:10.0.12-noble-chiseled
WORKDIR /work
COPY --from=build /program /program
# Nothing is written beside the journal's volume: no diagnostics socket, no extraction of files, and the culture is the invariant one.
ENV DOTNET_EnableDiagnostics=0 \
    DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 \
    NO_COLOR=1
USER 1654:1654
ENTRYPOINT ["dotnet", "/program/coalmine.dll"]
