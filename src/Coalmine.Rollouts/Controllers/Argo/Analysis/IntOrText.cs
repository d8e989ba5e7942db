using System.Globalization;

namespace Coalmine.Rollouts.Controllers.Argo.Analysis;

/// <summary>
/// A whole number that a manifest may also write as text, so that an argument can supply it. A text that is no plain integer reads as 0, silently, as
/// Kubernetes' IntOrString does (k8s.io/apimachinery, util/intstr).
/// </summary>
/// <param name="Number">The number, where it was written as one.</param>
/// <param name="Text">The text, where it was written as such; else null.</param>
public readonly record struct IntOrText(int Number, string? Text)
{
    /// <summary>The number that counts: digits with an optional sign, anything else is 0.</summary>
    public int Value => Text is null
        ? Number
        : int.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) ? value : 0;

    /// <summary>A number written as such.</summary>
    public static implicit operator IntOrText(int number) => new(number, null);

    /// <summary>A number written as text.</summary>
    public static implicit operator IntOrText(string text) => new(0, text);

    /// <summary>A number written as such.</summary>
    public static IntOrText FromInt32(int number) => number;

    /// <summary>A number written as text.</summary>
    public static IntOrText FromString(string text) => text;

    /// <summary>As it was written.</summary>
    public override string ToString() => Text ?? Number.ToString(CultureInfo.InvariantCulture);
}
