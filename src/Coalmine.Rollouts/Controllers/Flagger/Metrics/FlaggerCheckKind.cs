namespace Coalmine.Rollouts.Controllers.Flagger.Metrics;

/// <summary>How a metric's answer is held against its threshold.</summary>
public enum FlaggerCheckKind
{
    /// <summary>The built-in success rate in percent: the older threshold is a floor.</summary>
    SuccessRate,

    /// <summary>The built-in duration: cut to whole milliseconds; the older threshold is a ceiling.</summary>
    Duration,

    /// <summary>A query or template of the user's: the older threshold is a ceiling.</summary>
    Custom,
}
