using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Coalmine.Statistics.Random;
using Coalmine.Testing.Clusters.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Coalmine.Conformance.EndToEnd.Serving;

/// <summary>
/// The mesh's gateway: sends each request on to a pod by the weights of the VirtualService that Seldon's operator has derived. What is written into the
/// SeldonDeployment alone moves nothing here.
/// </summary>
internal sealed class WeightedRouter : IAsyncDisposable
{
    private readonly ApiServerCore _core;
    private readonly SeldonTarget _target;
    private readonly ServedModel _model;
    private readonly HttpClient _client = new();
    private readonly Lock _gate = new();
    private Xoshiro256 _random;
    private LoopbackSite? _site;
    private volatile Routes _routes = new([]);
    private int _turn;

    private WeightedRouter(ApiServerCore core, SeldonTarget target, ServedModel model, ulong seed)
    {
        (_core, _target, _model) = (core, target, model);
        _random = StreamKey.Root(seed).With("router").Open();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => _site!.Address;

    /// <summary>The canary's share of the requests, in parts of 100.</summary>
    public long CanaryShare => _routes.Weights.FirstOrDefault(route => route.Predictor == SeldonTarget.Canary).Weight;

    /// <summary>Starts one.</summary>
    public static async Task<WeightedRouter> StartAsync(
        ApiServerCore core, SeldonTarget target, ServedModel model, ulong seed, CancellationToken cancellation)
    {
        WeightedRouter router = new(core, target, model, seed);
        router.Follow();
        core.Written += router.Follow;
        router._site = await LoopbackSite.StartAsync(app => app.MapPost("/", router.ForwardAsync), cancellation).ConfigureAwait(false);
        return router;
    }

    public async ValueTask DisposeAsync()
    {
        _core.Written -= Follow;
        if (_site is not null)
            await _site.DisposeAsync().ConfigureAwait(false);
        _client.Dispose();
    }

    private async Task ForwardAsync(HttpContext context)
    {
        if (Choose() is not { } pod)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        using StreamContent body = new(context.Request.Body);
        using HttpResponseMessage answer = await _client.PostAsync(new Uri(_model.Address, $"{pod.Name}/api/v1.0/predictions"), body, context.RequestAborted)
            .ConfigureAwait(false);
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.Headers["seldon-pod"] = pod.Name;
        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted).ConfigureAwait(false);
    }

    private ServedPod? Choose()
    {
        ImmutableArray<(string Predictor, long Weight)> weights = _routes.Weights;
        double draw;
        lock (_gate)
            draw = _random.NextDouble() * weights.Sum(route => route.Weight);
        foreach ((string predictor, long weight) in weights)
        {
            draw -= weight;
            if (draw >= 0)
                continue;
            ServedPod[] pods = [.. _model.Pods.Where(pod => pod.Predictor == predictor)];
            return pods[(int)((uint)Interlocked.Increment(ref _turn) % (uint)pods.Length)];
        }

        return null;
    }

    private void Follow()
    {
        JsonArray routes = JsonText.At(_core.Find("networking.istio.io", "virtualservices", _target.Namespace, _target.Name), "spec", "http") as JsonArray ?? [];
        JsonArray destinations = JsonText.At(routes.FirstOrDefault(), "route") as JsonArray ?? [];
        _routes = new Routes([.. destinations.Select(one => (JsonText.Text(one, "destination", "subset"), JsonText.Number(one, "weight") ?? 0))]);
    }

    private sealed record Routes(ImmutableArray<(string Predictor, long Weight)> Weights);
}
