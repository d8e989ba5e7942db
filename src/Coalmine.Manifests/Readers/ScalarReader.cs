using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;

namespace Coalmine.Manifests.Readers;

/// <summary>Reads a single value.</summary>
/// <typeparam name="T">What the value becomes.</typeparam>
/// <param name="name">What is read, without an article.</param>
/// <param name="allowed">What may be written, in words.</param>
public abstract class ScalarReader<T>(string name, string allowed) : Reader<T>(name, allowed)
{
    /// <inheritdoc/>
    public sealed override bool TryRead(Node node, DiagnosticList said, [MaybeNullWhen(false)] out T value)
    {
        if (node is not Node.Scalar scalar || scalar.Text.Length == 0)
        {
            said.Add(node.Start, Messages.WrongShape(node.Shape, Allowed));
            value = default;
            return false;
        }

        if (TryParse(scalar.Text, out value, out Message problem))
            return true;

        said.Add(node.Start, problem);
        return false;
    }

    /// <summary>Parses the text of a value, which is not empty.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">What it says.</param>
    /// <param name="problem">Why it says nothing; set where the method returns false.</param>
    protected abstract bool TryParse(string text, [MaybeNullWhen(false)] out T value, out Message problem);
}
