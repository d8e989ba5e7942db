using Coalmine.Live.Files;
using Coalmine.Live.Ports;
using Microsoft.AspNetCore.Builder;

namespace Coalmine.Live.Operating;

/// <summary>The port of a driver: shows what <see cref="OperatingAnswers"/> says, and nothing else; small requests without a body only.</summary>
public sealed class OperatingPort : IAsyncDisposable
{
    private static readonly PortLimits _limits = new(Body: 0, Headers: 16 << 10, Connections: 64, ArrivesWithin: TimeSpan.FromSeconds(10));

    private readonly ListeningPort _port;

    private OperatingPort(ListeningPort port) => _port = port;

    /// <summary>Where it listens.</summary>
    public Uri Address => _port.Address;

    /// <summary>Opens the port.</summary>
    /// <param name="settings">Where, the token's file, and the certificate.</param>
    /// <param name="shown">What is shown.</param>
    /// <param name="time">Where time comes from.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <exception cref="IOException">The address is taken or not this machine's, or the certificate cannot be used.</exception>
    public static async Task<OperatingPort> StartAsync(PortSettings settings, IShown shown, TimeProvider time, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(shown);
        ArgumentNullException.ThrowIfNull(time);
        OperatingAnswers answers = new(settings, shown, time);
        return new OperatingPort(
            await ListeningPort.StartAsync(settings, _limits, application => application.Run(answers.AnswerAsync), null, cancellation).ConfigureAwait(false));
    }

    /// <summary>Closes the port.</summary>
    public ValueTask DisposeAsync() => _port.DisposeAsync();
}
