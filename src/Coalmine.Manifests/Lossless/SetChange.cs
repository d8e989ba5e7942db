using Coalmine.Manifests.Documents;

namespace Coalmine.Manifests.Lossless;

/// <summary>The change of characters that writes another value in the place of one.</summary>
internal static class SetChange
{
    /// <summary>Makes the change.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="target">The value that is replaced.</param>
    /// <param name="value">What it becomes.</param>
    /// <param name="lineBreak">How the text breaks its lines.</param>
    public static TextChange Of(string text, EditTarget target, NewNode value, string lineBreak)
    {
        bool isAlias = target.Node.Alias.Length > 0;
        if (value is NewNode.Scalar scalar && (isAlias || target.Node is Node.Scalar))
        {
            Node.Scalar old = isAlias ? new Node.Scalar(target.Node.Start, "") { Span = target.Node.Span } : (Node.Scalar)target.Node;
            return OfScalar(text, target, old, scalar, lineBreak);
        }

        bool staysFlow = !isAlias && target.Node is Node.Mapping { IsFlow: true } or Node.Sequence { IsFlow: true };
        return target.IsInFlow || staysFlow ? FlowChanges.Replace(target, value) : new BlockChanges(text, lineBreak).Replace(target, value);
    }

    private static TextChange OfScalar(string text, EditTarget target, Node.Scalar old, NewNode.Scalar value, string lineBreak)
    {
        if (old.Form is ScalarForm.Literal or ScalarForm.Folded && value.IsText && BlockText.Fits(value.Written))
        {
            int parent = target.Parent is null ? 0 : target.Parent.Span.Start - SpanFinder.LineStart(text, target.Parent.Span.Start);
            return BlockText.Replace(text, old, value.Written, parent, lineBreak);
        }

        string written = ScalarWriter.Write(value, target.WritesJson ? ScalarForm.DoubleQuoted : old.Form, target.IsInFlow);
        if (old.Span.Length > 0)
            return new TextChange(old.Span, written);

        // Nothing is written there yet: behind a colon, a dash, an anchor, or a key within braces that has no colon.
        int at = old.Span.Start;
        bool needsColon = target.Parent is Node.Mapping mapping && mapping.Written[target.Index].Key.Span.End == at && (at == 0 || text[at - 1] != ':');
        string gap = needsColon ? ": " : at == 0 || char.IsWhiteSpace(text[at - 1]) ? "" : " ";
        string behind = at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] is not (',' or ']' or '}') ? " " : "";
        return TextChange.Insert(at, gap + written + behind);
    }
}
