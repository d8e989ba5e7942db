using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Flagger;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Controllers.Flagger;
using Coalmine.Rollouts.Controllers.Flagger.Metrics;
using Coalmine.Rollouts.Controllers.Flagger.Specs;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Reports;
using Coalmine.Workbench.Scenarios;

namespace Coalmine.Workbench.Policies;

/// <summary>
/// Where the requests of a Canary come from beside its weights (fluxcd/flagger 1.44.0, commit 15bd6ad5, <c>pkg/router</c> and <c>pkg/metrics/observers</c>):
/// mirroring, load tests of its hooks, and the match of an A/B test.
/// </summary>
internal sealed class FlaggerTraffic
{
    // These count at the gateway: what is sent straight to the canary's service is in none of their metrics.
    private static readonly string[] Gateways = ["nginx", "traefik", "skipper", "apisix", "contour", "gloo"];

    private readonly CanaryManifest _canary;
    private readonly FlaggerAnalysis _analysis;
    private readonly FlaggerProvider _provider;
    private readonly ManifestOptions _options;
    private readonly bool _isMeasuredAtGateway;
    private readonly List<string> _words = [];

    private FlaggerTraffic(CanaryManifest canary, FlaggerChecks checks, FlaggerProvider controller, ManifestOptions options)
    {
        _canary = canary;
        _analysis = canary.Spec.EffectiveAnalysis;
        _provider = FlaggerProvider.Of(canary.Spec, controller);
        _options = options;
        _isMeasuredAtGateway = Gateways.Contains(_provider.Name) && checks.All.Any(check => check.Kind != FlaggerCheckKind.Custom);
    }

    // Checks judge a canary that gets no share of the users' requests.
    private bool IsBlueGreen => _provider.IsKubernetes || (_analysis.Iterations > 0 && !_analysis.HasMatch);

    /// <summary>The requests.</summary>
    /// <param name="canary">The Canary.</param>
    /// <param name="controller">Its controller for a share of matching requests, from 0 to 1.</param>
    /// <param name="provider">The controller's own provider.</param>
    /// <param name="options">What the file does not say.</param>
    public static ForeignTraffic Of(CanaryManifest canary, Func<double, FlaggerController> controller, FlaggerProvider provider, ManifestOptions options) =>
        new FlaggerTraffic(canary, controller(1).Checks, provider, options).Read(controller);

    private ForeignTraffic Read(Func<double, FlaggerController> controller)
    {
        bool matches = _analysis.HasMatch && !_provider.IsKubernetes;
        if (matches)
            _words.Add(_options.Match is { } share
                ? $"{Percent(share)} of the requests match, always those of the same users; weights are shares of these"
                : "how many requests match is the scenario's to say (`match: 5%`), or --match: always those of the same users; weights are shares of these");
        double mirrored = Mirrored();
        ImmutableArray<Diagnostic>.Builder untold = ImmutableArray.CreateBuilder<Diagnostic>();
        ImmutableArray<LoadTest> tests = _options.Load is null ? [.. Tests(untold)] : [];
        if (_options.Load is { } load)
            _words.Add($"tests send {Rate(load)} straight to the canary for as long as it has pods, in place of what hooks do; they hurt no user");
        else if (IsBlueGreen && mirrored == 0 && tests.All(test => test.FollowsRoutes) && untold.Count == 0)
            _words.Add("before the promotion nobody sends the canary a request, unless the scenario (`load: 20/s`) or --load says so: its metrics have no "
                + "values, and these are failed checks");
        return new ForeignTraffic
        {
            MirroredShare = mirrored,
            LoadTests = tests,
            Load = _options.Load,
            Untold = untold.ToImmutable(),
            Match = matches ? new ForeignMatch(_canary.Analysis["match"], _options.Match, controller) : null,
            Words = [.. _words],
        };
    }

    // An A/B test routes and never mirrors.
    private double Mirrored()
    {
        if (!_analysis.Mirror || (_analysis.HasMatch && _analysis.Iterations > 0) || _provider.IsKubernetes)
            return 0;
        if (!_provider.Mirrors(_canary.Spec))
        {
            _words.Add($"the router of provider {_provider.Name} mirrors nothing here, without a word");
            return 0;
        }

        // Only Istio's routes have a percentage.
        double share = _provider.Name == "istio" && _analysis.MirrorWeight > 0 ? Math.Min(100, _analysis.MirrorWeight) / 100.0 : 1;
        _words.Add($"while it mirrors, copies of {Percent(share)} of the requests go to the canary's pods and count there like any others; they hurt no user");
        return share;
    }

    private IEnumerable<LoadTest> Tests(ImmutableArray<Diagnostic>.Builder untold)
    {
        ImmutableArray<ManifestPlace> places = _canary.Hooks;
        for (int i = 0; i < _analysis.Hooks.Length; i++)
        {
            FlaggerHook hook = _analysis.Hooks[i];
            if (hook is not { Kind: Rollouts.Journal.HookKind.LoadTest, Load: { } load })
                continue;
            if (load is { RequestsPerSecond: { } rate, Duration: { } duration })
            {
                if (Test(hook.Name, load, rate, duration) is { } test)
                    yield return test;
            }
            else if (IsBlueGreen)
            {
                _words.Add($"hook {hook.Name} runs {load.Tool}, which {WhyUntold(hook)}: to simulate it, give its rate with --load, "
                    + "or `load: 20/s` in the scenario");
                ManifestPlace at = places[i]["metadata"]["cmd"];
                untold.Add(Diagnostic.At(at.File, at.Start, ScenarioMessages.LoadUnknown(hook.Name, load.Tool, WhyUntold(hook))));
            }
            else
            {
                _words.Add($"the requests that {load.Tool} makes for hook {hook.Name} are left out, since {load.Tool} {WhyUntold(hook)}; --load gives a rate");
            }
        }
    }

    private LoadTest? Test(string hook, LoadCommand load, double rate, TimeSpan duration)
    {
        string service = $"{(_canary.Spec.ServiceName.Length > 0 ? _canary.Spec.ServiceName : _canary.Spec.Target)}-canary";
        bool isStraight = load.Address.Length == 0 || load.Asks(service);
        string what = $"hook {hook} makes {Rate(rate)} for {Figures.Length(duration.TotalSeconds)} when it is called and does not run already";
        if (isStraight && _isMeasuredAtGateway)
        {
            _words.Add($"{what}; they go past the gateway of provider {_provider.Name}, whose metrics do not show them, and are left out");
            return null;
        }

        string whose = load.Address.Length > 0 ? service : "taken for granted: its command names no address";
        _words.Add(isStraight
            ? $"{what}, straight to the canary's pods ({whose}); they hurt no user"
            : $"{what}, to {load.Address}: the canary gets its share of them; they hurt no user");
        return new LoadTest(hook, rate, duration, FollowsRoutes: !isStraight);
    }

    private static string WhyUntold(FlaggerHook hook) => hook.CommandType is "" or "cmd"
        ? "is given no limit on the requests a second, or no end, that could be read"
        : $"runs as type '{hook.CommandType}', whose end the tick waits for";

    private static string Rate(double perSecond) => string.Create(CultureInfo.InvariantCulture, $"{perSecond:0.###} requests a second");

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.####} %");
}
