using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Manifests.Schemas;

namespace Coalmine.Live.Files;

/// <summary>Reads an address of a server.</summary>
internal sealed class UrlReader() : ScalarReader<Uri>("address of a server", "an address such as https://prometheus.example:9090")
{
    /// <inheritdoc/>
    protected override JsonObject Fragment(SchemaDefinitions definitions) => Fragments.Text("^\\s*[hH][tT][tT][pP][sS]?://");

    /// <inheritdoc/>
    protected override bool TryParse(string text, [MaybeNullWhen(false)] out Uri value, out Message problem)
    {
        problem = LiveFileMessages.BadUrl(text.Contains('@', StringComparison.Ordinal) ? "..." : text);
        return Uri.TryCreate(text.Trim(), UriKind.Absolute, out value)
            && value.Scheme is "http" or "https" && value.UserInfo.Length == 0 && value.Host.Length > 0;
    }
}
