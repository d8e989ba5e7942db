using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Conformance.Fuzzing.Targets;

/// <summary>The places that a text has: everything that is said about it must stand at one of them.</summary>
internal sealed class Places
{
    private readonly string _file;
    private readonly string _text;
    private readonly string[] _lines;

    /// <summary>The places of a file.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="text">Its text; of one that is no text, the bytes taken for letters as well as may be.</param>
    public Places(string file, string text) => (_file, _text, _lines) = (file, text, text.Split(["\r\n", "\n", "\r"], StringSplitOptions.None));

    /// <summary>Holds diagnostics against the text.</summary>
    /// <exception cref="FoundException">One has no place, or none in the text.</exception>
    public void Hold(IEnumerable<Diagnostic> said)
    {
        foreach (Diagnostic one in said)
            if (one.File != _file || one.Id.Length == 0 || one.Message.Length == 0 || !IsWithin(one.Position))
                throw new FoundException($"{one.Id} has no place in the file: {one}");
    }

    /// <summary>Holds what lints found against the text.</summary>
    /// <exception cref="FoundException">One has no place, or none in the text.</exception>
    public void Hold(IEnumerable<Manifests.Lints.Finding> found)
    {
        foreach (Manifests.Lints.Finding one in found)
        {
            Hold([one.ToDiagnostic()]);
            if (one.Span.Start < 0 || one.Span.End < one.Span.Start || one.Span.End > _text.Length)
                throw new FoundException($"{one.Id} has a stretch outside of the file: {one}");
        }
    }

    /// <summary>What was refused must have a reason.</summary>
    /// <exception cref="FoundException">It has none.</exception>
    public void HoldRefusal(IEnumerable<Diagnostic> said)
    {
        Hold(said);
        if (!said.Any(one => one.Severity == Severity.Error))
            throw new FoundException("it is refused without a reason");
    }

    // The place just behind the last letter of a line is within it.
    private bool IsWithin(TextPosition place) => place.Line >= 1 && place.Column >= 1
        && (place == TextPosition.Start || (place.Line <= _lines.Length && place.Column <= _lines[place.Line - 1].Length + 1));
}
