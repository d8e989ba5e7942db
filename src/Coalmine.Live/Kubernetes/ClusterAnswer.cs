using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Coalmine.Live.Kubernetes;

/// <summary>
/// What an API server said. A closed union; which case it is depends on the status code and on <c>reason</c>, never on the code alone
/// (Kubernetes API conventions; observed on kube-apiserver v1.20.2).
/// </summary>
public abstract record ClusterAnswer
{
    private ClusterAnswer(string text) => Text = text;

    /// <summary>The server's words, or why there are none; empty for success. Holds no credentials.</summary>
    public string Text { get; }

    /// <summary>Done.</summary>
    /// <param name="Body">The object, or the list.</param>
    /// <param name="Warnings">What the server warned of (its <c>Warning</c> headers).</param>
    public sealed record Ok(JsonObject Body, ImmutableArray<string> Warnings) : ClusterAnswer("");

    /// <summary>The kind exists, the object does not.</summary>
    /// <param name="Text">The server's words.</param>
    public sealed record NotFound(string Text) : ClusterAnswer(Text);

    /// <summary>The server does not know the kind: its definition is not installed. It says so with a plain text instead of a status.</summary>
    /// <param name="Text">Which group and version are missing.</param>
    public sealed record KindMissing(string Text) : ClusterAnswer(Text);

    /// <summary>The object has changed since it was read; nothing was written.</summary>
    /// <param name="Text">The server's words.</param>
    public sealed record Conflict(string Text) : ClusterAnswer(Text);

    /// <summary>An object of this name exists; nothing was written.</summary>
    /// <param name="Text">The server's words.</param>
    public sealed record AlreadyExists(string Text) : ClusterAnswer(Text);

    /// <summary>The user may not do this.</summary>
    /// <param name="Text">The server's words, which name user, verb, resource and namespace.</param>
    public sealed record Forbidden(string Text) : ClusterAnswer(Text);

    /// <summary>The server does not know the user.</summary>
    /// <param name="Text">The server's words.</param>
    public sealed record Unauthorised(string Text) : ClusterAnswer(Text);

    /// <summary>The server's schema or a webhook refuses the object.</summary>
    /// <param name="Text">The server's words.</param>
    /// <param name="Causes">A cause each: field and why.</param>
    public sealed record Invalid(string Text, ImmutableArray<string> Causes) : ClusterAnswer(Text);

    /// <summary>The version asked for is too old to go on from: list again.</summary>
    /// <param name="Text">The server's words.</param>
    public sealed record Expired(string Text) : ClusterAnswer(Text);

    /// <summary>The server has too much to do; nothing was written.</summary>
    /// <param name="Text">The server's words.</param>
    /// <param name="After">The wait that it asks for.</param>
    public sealed record TooManyRequests(string Text, TimeSpan? After) : ClusterAnswer(Text);

    /// <summary>No answer, or one that says nothing of the request.</summary>
    /// <param name="Text">What went wrong.</param>
    /// <param name="MayBeApplied">Whether a write may have been carried out all the same: look before it is repeated.</param>
    /// <param name="After">The wait that the server asks for.</param>
    public sealed record Unavailable(string Text, bool MayBeApplied, TimeSpan? After) : ClusterAnswer(Text);

    /// <summary>The server does not take such a request (405, 406, 413, 415), sends elsewhere, or is no API server.</summary>
    /// <param name="Text">The server's words.</param>
    public sealed record Unsupported(string Text) : ClusterAnswer(Text);

    /// <summary>Whether trying again later may help.</summary>
    public bool IsTransient => this is Conflict or TooManyRequests or Unavailable;
}
