using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Coalmine.Statistics.Random;
using Coalmine.Testing.Clusters.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Coalmine.Conformance.EndToEnd.Serving;

/// <summary>
/// The pods of a SeldonDeployment, over HTTP: each serves the model that its predictor names at the time, so that a promotion really puts the canary's model
/// behind the baseline's name, and a predictor that is taken out serves nothing.
/// </summary>
internal sealed class ServedModel : IAsyncDisposable
{
    private const string Prediction = "/{pod}/api/v1.0/predictions";
    private const string Feedback = "/{pod}/api/v1.0/feedback";

    private readonly ApiServerCore _core;
    private readonly SeldonTarget _target;
    private readonly ConcurrentDictionary<string, ModelLaw> _laws = new(StringComparer.Ordinal);
    private LoopbackSite? _site;

    private ServedModel(ApiServerCore core, SeldonTarget target, ulong seed)
    {
        (_core, _target) = (core, target);
        StreamKey key = StreamKey.Root(seed).With("pods");
        Pods =
        [
            .. Enumerable.Range(0, SeldonTarget.BaselinePods).Select(pod => Pod(SeldonTarget.Baseline, pod, key)),
            .. Enumerable.Range(0, SeldonTarget.CanaryPods).Select(pod => Pod(SeldonTarget.Canary, pod, key)),
        ];
    }

    /// <summary>The pods.</summary>
    public IReadOnlyList<ServedPod> Pods { get; }

    /// <summary>Where they are: a pod's paths begin with its name.</summary>
    public Uri Address => _site!.Address;

    /// <summary>Starts them.</summary>
    /// <param name="core">The cluster.</param>
    /// <param name="target">The SeldonDeployment.</param>
    /// <param name="seed">Seed of all answers.</param>
    /// <param name="cancellation">Gives it up.</param>
    public static async Task<ServedModel> StartAsync(ApiServerCore core, SeldonTarget target, ulong seed, CancellationToken cancellation)
    {
        ServedModel model = new(core, target, seed);
        model.Follow();
        core.Written += model.Follow;
        model._site = await LoopbackSite.StartAsync(model.Map, cancellation).ConfigureAwait(false);
        return model;
    }

    /// <summary>From now on a model answers by a law.</summary>
    public void Answer(string model, ModelLaw law) => _laws[model] = law;

    public async ValueTask DisposeAsync()
    {
        _core.Written -= Follow;
        if (_site is not null)
            await _site.DisposeAsync().ConfigureAwait(false);
    }

    private ServedPod Pod(string predictor, int number, StreamKey key) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{_target.Name}-{predictor}-{number}"), _target.Name, predictor, key.With(predictor).With(number));

    private void Map(WebApplication app)
    {
        app.MapPost(Prediction, PredictAsync);
        app.MapPost(Feedback, LearnAsync);
        app.MapGet("/{pod}/metrics", (string pod) => Running(pod) is { } one
            ? Results.Text(one.Metrics(), "text/plain; version=0.0.4")
            : Results.StatusCode(StatusCodes.Status503ServiceUnavailable));
    }

    private ServedPod? Running(string name) => Pods.FirstOrDefault(pod => pod.Name == name && pod.Model.Length > 0);

    private async Task<IResult> PredictAsync(string pod, HttpContext context)
    {
        if (Running(pod) is not { } one || !_laws.TryGetValue(one.Model, out ModelLaw? law))
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        int truth = await ReadAsync(context).ConfigureAwait(false);
        ModelAnswer answer = one.Draw(law, truth);
        await Task.Delay(answer.Latency).ConfigureAwait(false);
        one.Count(answer);
        context.Response.Headers["seldon-pod"] = pod;
        return answer.IsError ? Results.StatusCode(StatusCodes.Status500InternalServerError) : Results.Text(answer.Predicted.ToString(CultureInfo.InvariantCulture));
    }

    private async Task<IResult> LearnAsync(string pod, HttpContext context)
    {
        int labels = await ReadAsync(context).ConfigureAwait(false);
        Running(pod)?.Label(labels / 10, labels % 10);
        return Results.Ok();
    }

    private static async Task<int> ReadAsync(HttpContext context)
    {
        using StreamReader reader = new(context.Request.Body);
        return int.Parse(await reader.ReadToEndAsync(context.RequestAborted).ConfigureAwait(false), CultureInfo.InvariantCulture);
    }

    private void Follow()
    {
        JsonObject? found = _target.Find(_core);
        foreach (ServedPod pod in Pods)
            pod.Run(SeldonTarget.ModelOf(found, pod.Predictor));
    }
}
