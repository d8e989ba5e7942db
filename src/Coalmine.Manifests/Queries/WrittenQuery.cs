using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Sets;
using Coalmine.PromQL.Parsing;

namespace Coalmine.Manifests.Queries;

/// <summary>
/// A PromQL query or query template as it stands in a manifest, in the language of Prometheus 2 or else 3, with its tree and the way back from the tree to the
/// file.
/// </summary>
public sealed class WrittenQuery
{
    private readonly WrittenText _text;

    private WrittenQuery(ManifestPlace place, WrittenText text, string asRead, QueryOwner owner, string name)
    {
        Place = place;
        _text = text;
        AsRead = asRead;
        Owner = owner;
        Name = name;
        ParseResult older = PromQLParser.Parse(asRead, PromQLMode.V2);

        // Which Prometheus will be asked is not known: what either of the two reads is a query.
        switch (older is ParseResult.Refused && PromQLParser.Parse(asRead, PromQLMode.V3) is ParseResult.Parsed newer ? newer : older)
        {
            case ParseResult.Parsed parsed:
                Root = parsed.Root;
                break;
            case ParseResult.Refused refused:
                Error = refused.Error;
                break;
        }
    }

    /// <summary>Where it stands.</summary>
    public ManifestPlace Place { get; }

    /// <summary>Who asks it.</summary>
    public QueryOwner Owner { get; }

    /// <summary>What it belongs to, in words: a metric's or rule's name.</summary>
    public string Name { get; }

    /// <summary>The query as written, template expressions included.</summary>
    public string Text => _text.Value;

    /// <summary>The same with a stand-in of equal length for each template expression.</summary>
    public string AsRead { get; }

    /// <summary>Whether a stand-in was put outside quotes.</summary>
    public bool Guesses { get; private init; }

    /// <summary>The tree; nothing where the text is no query.</summary>
    public Expression? Root { get; }

    /// <summary>Why it is no query.</summary>
    public PromQLError? Error { get; }

    /// <summary>Every node of the tree, from the root down, with the nodes that hold it.</summary>
    public IEnumerable<QueryNode> Nodes => Root is null ? [] : QueryNode.Walk(Root);

    /// <summary>Reads a query.</summary>
    /// <param name="place">Where it stands; a single value.</param>
    /// <param name="owner">Who asks it.</param>
    /// <param name="name">What it belongs to.</param>
    /// <param name="interval">What <c>{{ interval }}</c> stands for, where it is known.</param>
    /// <returns>The query; nothing where no single value is written.</returns>
    public static WrittenQuery? Of(ManifestPlace place, QueryOwner owner, string name, string interval = "")
    {
        if (place.Node is not Node.Scalar scalar)
            return null;
        string asRead = QueryPlaceholders.Fill(scalar.Text, interval, out bool guesses);
        return new WrittenQuery(place, new WrittenText(place.Owner.File.Source, scalar), asRead, owner, name) { Guesses = guesses };
    }

    /// <summary>Line and column in the file of a place in the query.</summary>
    public TextPosition PositionOf(SourcePosition place) => _text.PositionOf(place.Offset);

    /// <summary>The stretch of the file from a place in the query over some characters of it.</summary>
    public SourceSpan SpanOf(SourcePosition place, int length) => _text.SpanOf(place.Offset, Math.Min(place.Offset + length, Text.Length));

    /// <summary>What to say where the query cannot be read; nothing where it can, or where a stand-in may be to blame.</summary>
    internal (TextPosition Position, Message Message)? Complaint => Error is null || Guesses
        ? null
        : (PositionOf(Error.Position), Messages.QueryRefused(Name, Error.Message, Error.Allowed));
}
