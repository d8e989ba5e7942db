using Coalmine.Live.Files;
using Coalmine.Live.Hooks;
using Coalmine.Live.Kubernetes;
using Coalmine.Live.Tests.Clusters;
using Coalmine.Live.Tests.Prometheus;
using Coalmine.Live.Traffic;
using Coalmine.Testing.Clusters.Fronts;
using Coalmine.Testing.Clusters.Server;
using k8s;

namespace Coalmine.Live.Tests.Operating;

/// <summary>The fake API server with a SeldonDeployment, and a file of kind Live for it.</summary>
internal sealed class OperatedServer : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("coalmine-operate-");

    public OperatedServer(TimeProvider time)
    {
        Time = time;
        Core = new ApiServerCore(time);
        Core.Handle(new ApiRequest("POST", Server.Collection, "application/json", Server.Manifest));
        Settings = new LiveSettings
        {
            File = "live.yaml",
            Name = "fraud",
            PolicyFile = "policy.yaml",
            PolicyPosition = default,
            Namespaces = ["ml"],
            Target = new TrafficTarget { Platform = ServingPlatform.SeldonV1, Namespace = "ml", Name = "fraud", Baseline = "baseline", Canary = "canary" },
            Prometheus = StubServer.Connection,
            Series = WatchedPolicy.Names,
            JournalFolder = _folder.FullName,
        };
    }

    public TimeProvider Time { get; }

    public ApiServerCore Core { get; }

    public LiveSettings Settings { get; set; }

    public string Folder => _folder.FullName;

    public ClusterClient Client(string token = AccessRules.AdminToken, HttpMessageHandler? handler = null) => new(
        ClusterConnection.Of(new KubernetesClientConfiguration { Host = "http://localhost:1", AccessToken = token }), Time, handler ?? new ApiServerHandler(Core));

    public void AddHook(HookEndpoint hook) => Settings = Settings with { Hooks = Settings.Hooks.Add(hook) };

    public void Dispose() => _folder.Delete(recursive: true);
}
