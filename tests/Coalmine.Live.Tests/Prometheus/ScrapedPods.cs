using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Coalmine.Live.Tests.Prometheus;

/// <summary>Pods that expose metrics on loopback. What a pod shows depends on how often it has been scraped, so that a slow machine changes nothing.</summary>
internal sealed class ScrapedPods : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Dictionary<string, Func<int, string?>> _pods;
    private readonly ConcurrentDictionary<string, int> _scrapes = new();

    private ScrapedPods(WebApplication app, Dictionary<string, Func<int, string?>> pods)
    {
        _app = app;
        _pods = pods;
    }

    /// <summary>How often the pod that was scraped least has been scraped.</summary>
    public int Scrapes => _pods.Keys.Min(pod => _scrapes.GetValueOrDefault(pod));

    /// <summary>Prometheus's configuration: a scrape a second, the pod's name as a label.</summary>
    public string Configuration
    {
        get
        {
            string host = new Uri(_app.Urls.First()).Authority;
            IEnumerable<string> targets = _pods.Keys.Select(pod =>
                $"  - targets: ['{host}']\n    labels: {{ __metrics_path__: /{pod}/metrics, pod: {pod} }}\n");
            return $"global: {{ scrape_interval: 1s, scrape_timeout: 1s }}\nscrape_configs:\n- job_name: pods\n  static_configs:\n{string.Concat(targets)}";
        }
    }

    /// <summary>Starts them.</summary>
    /// <param name="pods">What each shows at its scrapes, counted from 0; nothing for a scrape that fails.</param>
    public static async Task<ScrapedPods> StartAsync(Dictionary<string, Func<int, string?>> pods)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        ScrapedPods scraped = new(app, pods);
        app.MapGet("/{pod}/metrics", (string pod) => scraped.Show(pod));
        await app.StartAsync();
        return scraped;
    }

    /// <summary>A counter's line in the text format.</summary>
    public static string Line(string metric, string arm, string labels, double value) => string.Create(
        CultureInfo.InvariantCulture, $"{metric}{{deployment_name=\"fraud\",predictor_name=\"{arm}\",{labels}}} {value}\n");

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private IResult Show(string pod)
    {
        int scrape = _scrapes.AddOrUpdate(pod, 1, (_, before) => before + 1) - 1;
        return _pods[pod](scrape) is { } text ? Results.Text(text, "text/plain; version=0.0.4") : Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }
}
