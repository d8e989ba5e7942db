using System.Globalization;
using System.Text.Json;
using Coalmine.Conformance.EndToEnd.Serving;
using Coalmine.Testing.Clusters.Fronts;
using Coalmine.Testing.Clusters.Operators;
using Coalmine.Testing.Clusters.Server;
using Coalmine.Testing.Prometheus;

namespace Coalmine.Conformance.EndToEnd;

/// <summary>
/// Everything around one live rollout, on loopback and on the real clock: a cluster with Seldon's operator behind an API server with TLS, the served model of two
/// versions, the mesh's router, users, a real Prometheus, and the files for <c>coalmine live drive</c>, which runs as a process of its own and knows nothing of
/// all this but a kubeconfig and an address.
/// </summary>
internal sealed class RolloutBench : IAsyncDisposable
{
    private static readonly TimeSpan OperatorDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan PodStart = TimeSpan.FromMilliseconds(500);

    private readonly Stack<IAsyncDisposable> _parts = new();
    private FakeCluster? _cluster;
    private long _began;

    private RolloutBench(BenchOptions options) => Options = options;

    /// <summary>What was asked for.</summary>
    public BenchOptions Options { get; }

    /// <summary>What is rolled out.</summary>
    public SeldonTarget Target { get; } = new("models", "fraud");

    /// <summary>The cluster.</summary>
    public ApiServerCore Core { get; } = new(TimeProvider.System);

    /// <summary>The pods.</summary>
    public ServedModel Model { get; private set; } = null!;

    /// <summary>The mesh.</summary>
    public WeightedRouter Router { get; private set; } = null!;

    /// <summary>The metrics server.</summary>
    public PrometheusProcess Prometheus { get; private set; } = null!;

    /// <summary>Sees each request to the API server before it is carried out, and says what goes wrong with it. Called from several threads.</summary>
    public Func<ApiRequest, Fault?>? Faults { get; set; }

    /// <summary>The folder of the files.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("coalmine-bench-").FullName;

    /// <summary>The file for <c>live drive</c>.</summary>
    public string LiveFile => Path.Combine(Folder, "live.yaml");

    /// <summary>The kubeconfig.</summary>
    public string Kubeconfig => Path.Combine(Folder, "kubeconfig");

    /// <summary>The folder of the journals of one driver; another number is another machine with an empty disk.</summary>
    public string Journals(int machine) => Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"journal-{machine}"));

    /// <summary>Starts everything, and waits until the metrics of some seconds are there.</summary>
    public static async Task<RolloutBench> StartAsync(BenchOptions options, CancellationToken cancellation)
    {
        RolloutBench bench = new(options);
        try
        {
            await bench.BuildAsync(cancellation).ConfigureAwait(false);
            return bench;
        }
        catch
        {
            await bench.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Starts a driver.</summary>
    /// <param name="machine">Which journal folder.</param>
    public DriveProcess Drive(int machine = 0) =>
        DriveProcess.Start(["live", "drive", LiveFile, "--yes-drive", "--kubeconfig", Kubeconfig, "--journal", Journals(machine)]);

    /// <summary>The canary's weight as the resource bears it now; 0 without a canary.</summary>
    public int Weight() => TrafficState.Of(Target.Find(Core)).Canary;

    /// <summary>All states of the resource since the bench was started.</summary>
    public IReadOnlyList<TrafficState> History() => TrafficState.History(Core, Target, _began);

    public async ValueTask DisposeAsync()
    {
        while (_parts.TryPop(out IAsyncDisposable? part))
            await part.DisposeAsync().ConfigureAwait(false);
        _cluster?.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task BuildAsync(CancellationToken cancellation)
    {
        _cluster = new FakeCluster(Core, new FakeClusterOptions { Delay = OperatorDelay, PodStart = PodStart });
        _began = Core.Version;
        ApiResponse made = Core.Handle(new ApiRequest("POST", Target.Collection, "application/json", Target.Manifest));
        if (made.Status != 201)
            throw new InvalidOperationException(made.Body);
        ApiServerListener api = await ApiServerListener.StartAsync(Core, faults: request => Faults?.Invoke(request), cancellation: cancellation).ConfigureAwait(false);
        _parts.Push(api);
        await api.WriteKubeconfigAsync(Kubeconfig, cancellation: cancellation).ConfigureAwait(false);
        Model = await ServedModel.StartAsync(Core, Target, Options.Seed, cancellation).ConfigureAwait(false);
        _parts.Push(Model);
        Model.Answer(SeldonTarget.BaselineModel, ModelLaw.Sound);
        Model.Answer(SeldonTarget.CanaryModel, Options.Canary);
        Router = await WeightedRouter.StartAsync(Core, Target, Model, Options.Seed, cancellation).ConfigureAwait(false);
        _parts.Push(Router);
        _parts.Push(new LoadGenerator((Router.Address, Model.Address), Options.Rate, Options.Seed));
        Prometheus = await PrometheusProcess.StartAsync(BenchFiles.Prometheus(Model, Target)).ConfigureAwait(false);
        _parts.Push(Prometheus);
        await File.WriteAllTextAsync(Path.Combine(Folder, "policy.yaml"), BenchFiles.Policy(Options), cancellation).ConfigureAwait(false);
        await File.WriteAllTextAsync(LiveFile, BenchFiles.Live(Options, Target, Prometheus.Address), cancellation).ConfigureAwait(false);
        await WaitForMetricsAsync(cancellation).ConfigureAwait(false);
    }

    // As long as a rollout of a service that has just been started would have to wait.
    private async Task WaitForMetricsAsync(CancellationToken cancellation)
    {
        const int Scrapes = 4;
        using HttpClient client = new() { BaseAddress = Prometheus.Address };
        string query = $"min(count_over_time(seldon_api_executor_server_requests_seconds_count{{code=\"200\"}}[1m])) >= {Scrapes} and on() sum(model_labelled_total) > 50";
        while (true)
        {
            string answer = await client.GetStringAsync(new Uri($"api/v1/query?query={Uri.EscapeDataString(query)}", UriKind.Relative), cancellation).ConfigureAwait(false);
            using JsonDocument read = JsonDocument.Parse(answer);
            if (read.RootElement.GetProperty("data").GetProperty("result").GetArrayLength() > 0)
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellation).ConfigureAwait(false);
        }
    }
}
