using Coalmine.Manifests.Documents;

namespace Coalmine.Manifests.Lossless;

/// <summary>Characters that take the place of others.</summary>
/// <param name="Span">What is replaced; empty for an insertion.</param>
/// <param name="Text">What stands there then.</param>
internal readonly record struct TextChange(SourceSpan Span, string Text)
{
    /// <summary>Puts a text in.</summary>
    public static TextChange Insert(int at, string text) => new(new SourceSpan(at, at), text);

    /// <summary>Takes a stretch out.</summary>
    public static TextChange Cut(int start, int end) => new(new SourceSpan(start, end), "");

    /// <summary>The whole text with the change made.</summary>
    public string ApplyTo(string text) => string.Concat(text.AsSpan(0, Span.Start), Text, text.AsSpan(Span.End));
}
