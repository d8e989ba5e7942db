using System.Collections.Immutable;
using Coalmine.Cli.Terminals;
using Coalmine.Live.Driving;
using Coalmine.Live.Files;
using Coalmine.Live.Operating;
using Coalmine.Live.Operating.Telemetry;

namespace Coalmine.Cli.Commands;

/// <summary>Those of the process itself who are told of a rollout: the terminal, the metrics, and the logs where they are wanted.</summary>
internal sealed class LiveWitnesses : IDisposable
{
    private readonly LiveSettings _settings;
    private readonly LiveLog? _log;

    /// <summary>Makes them.</summary>
    /// <param name="printer">The terminal.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="logs">Whether logs are wanted.</param>
    public LiveWitnesses(RolloutPrinter printer, LiveSettings settings, bool logs)
    {
        (Printer, _settings) = (printer, settings);
        Telemetry = new LiveTelemetry(settings.Name, TimeProvider.System);
        _log = logs ? LiveLog.ToErrorStream(settings.Name) : null;
    }

    /// <summary>The terminal.</summary>
    public RolloutPrinter Printer { get; }

    /// <summary>The metrics.</summary>
    public LiveTelemetry Telemetry { get; }

    /// <summary>All of them.</summary>
    public ImmutableArray<IRolloutWitness> All => _log is null ? [Printer, Telemetry] : [Printer, Telemetry, _log];

    /// <summary>Opens the port of the settings; nothing where they want none.</summary>
    /// <exception cref="IOException">The address cannot be had.</exception>
    public async Task<OperatingPort?> OpenPortAsync(CancellationToken stop)
    {
        if (_settings.Port is not { } port)
            return null;
        if (port.Warning is { } warning)
            await new Witnesses(All).ToldAsync(TimeProvider.System.GetUtcNow(), warning, stop).ConfigureAwait(false);
        return await OperatingPort.StartAsync(port, Telemetry, TimeProvider.System, stop).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _log?.Dispose();
        Telemetry.Dispose();
    }
}
