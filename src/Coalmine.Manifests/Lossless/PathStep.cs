namespace Coalmine.Manifests.Lossless;

/// <summary>One step down: to the value of a key, or to an item of a list.</summary>
/// <param name="Key">The key; nothing for an item.</param>
/// <param name="Index">Which item, from 0; 0 for a key.</param>
public readonly record struct PathStep(string? Key, int Index)
{
    /// <summary>The step as paths show it.</summary>
    public override string ToString()
    {
        if (Key is null)
            return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"[{Index}]");
        bool isWord = Key.Length > 0 && Key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-');
        return isWord ? Key : $"['{Key.Replace("'", "''", StringComparison.Ordinal)}']";
    }
}
