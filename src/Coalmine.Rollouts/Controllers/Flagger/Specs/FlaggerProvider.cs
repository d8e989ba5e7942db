namespace Coalmine.Rollouts.Controllers.Flagger.Specs;

/// <summary>What decisions need to know about the provider that routes (fluxcd/flagger 15bd6ad5, <c>pkg/router</c>).</summary>
/// <param name="Name">The provider's name as in the file, such as <c>istio</c>.</param>
public readonly record struct FlaggerProvider(string Name)
{
    /// <summary>The provider of a controller that was not told another one.</summary>
    public static FlaggerProvider Default => new("istio");

    /// <summary>Whether nothing is routed: always blue/green, all at once.</summary>
    public bool IsKubernetes => Name == "kubernetes";

    /// <summary>The provider of a canary: its own, or the controller's.</summary>
    /// <param name="spec">The canary.</param>
    /// <param name="controller">The controller's <c>-mesh-provider</c>.</param>
    public static FlaggerProvider Of(FlaggerCanarySpec spec, FlaggerProvider controller) => spec.Provider.Length > 0 ? new FlaggerProvider(spec.Provider) : controller;

    /// <summary>
    /// Whether a mirror that is asked for is written and reported. Only Istio does it for a weighted canary (not for TCP), and the Gateway API where the
    /// analysis counts iterations; every other router drops it without a word.
    /// </summary>
    public bool Mirrors(FlaggerCanarySpec spec) => Name switch
    {
        "istio" => !spec.IsTcp,
        _ when Name.StartsWith("gatewayapi", StringComparison.Ordinal) => spec.EffectiveAnalysis.Iterations > 0,
        _ => false,
    };
}
