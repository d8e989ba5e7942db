using System.Text.Json.Nodes;
using Coalmine.Testing.Clusters.Server;

namespace Coalmine.Testing.Clusters.Operators;

/// <summary>
/// The operators around a server: they follow what is written, after a delay on the server's clock, and write what the real ones would. Serving-platforms
/// reference, sections 2.3, 2.4, 4.2 to 4.4 and 6. They decide by what is stored alone, so that the same writes at the same times give the same objects.
/// </summary>
public sealed class FakeCluster : IDisposable
{
    private const int MostRounds = 20;

    private readonly List<IClusterOperator> _operators = [];
    private readonly List<ITimer> _timers = [];
    private readonly Lock _gate = new();
    private bool _isStopped;

    /// <summary>Starts the operators.</summary>
    public FakeCluster(ApiServerCore core, FakeClusterOptions? options = null)
    {
        (Core, Options) = (core, options ?? new FakeClusterOptions());
        Workloads = new Workloads(this);
        if (Options.HasSeldon)
            _operators.Add(new SeldonOperator(this));
        if (Options.HasSeldonWebhook)
            core.Admission.Add(SeldonWebhook.Check);
        if (Options.HasKServe)
            _operators.AddRange([new KnativeMode(this), new StandardMode(this)]);
        if (Options.HasGateway)
            _operators.Add(new GatewayController(this));
        core.Written += OnWritten;
    }

    /// <summary>The server.</summary>
    public ApiServerCore Core { get; }

    /// <summary>What runs here.</summary>
    public FakeClusterOptions Options { get; }

    /// <summary>
    /// Texts by which crash-looping workloads are known: a predictor or revision whose specification holds one of them (a model's place, a name, an image) never
    /// becomes ready. After a change call <see cref="Settle"/>.
    /// </summary>
    public ISet<string> CrashLoops { get; } = new HashSet<string>(StringComparer.Ordinal);

    internal Workloads Workloads { get; }

    /// <summary>Lets every operator work until nothing changes any more, delay or not.</summary>
    public void Settle()
    {
        lock (_gate)
        {
            for (int round = 0; round < MostRounds && !_isStopped; round++)
            {
                long before = Core.Version;
                foreach (IClusterOperator one in _operators)
                    one.Work();
                if (Core.Version == before)
                    break;
            }
        }
    }

    /// <summary>Stops the operators, as a cluster without its control plane; <see cref="Resume"/> starts them again.</summary>
    public void Pause() => _isStopped = true;

    /// <summary>Starts them again.</summary>
    public void Resume()
    {
        _isStopped = false;
        Settle();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Core.Written -= OnWritten;
        _isStopped = true;
        foreach (ITimer timer in _timers)
            timer.Dispose();
    }

    internal bool IsBroken(JsonNode? specification) => CrashLoops.Count > 0 && specification?.ToJsonString() is { } text && CrashLoops.Any(text.Contains);

    internal void SettleIn(TimeSpan wait)
    {
        lock (_timers)
            _timers.Add(Core.Clock.CreateTimer(_ => Settle(), null, wait, Timeout.InfiniteTimeSpan));
    }

    private void OnWritten()
    {
        // What the operators write themselves is met in the next round.
        if (_gate.IsHeldByCurrentThread || _isStopped)
            return;
        if (Options.Delay > TimeSpan.Zero)
            SettleIn(Options.Delay);
        else
            Settle();
    }
}
