namespace Coalmine.Rollouts.Controllers.Flagger.Metrics;

/// <summary>A built-in query.</summary>
/// <param name="Template">Its text, to be rendered.</param>
/// <param name="Scale">What its answer is multiplied by to give milliseconds; 1 for success rates, which are in percent.</param>
/// <param name="NeedsWordNames">Whether names are rendered with everything but letters, digits and underscores replaced by underscores (Skipper).</param>
public readonly record struct FlaggerBuiltInQuery(string Template, double Scale, bool NeedsWordNames);
