using System.Net.Http.Headers;
using System.Text;

namespace Coalmine.Live.Wire;

/// <summary>
/// Takes what we proved ourselves with out of an answer's words: proxies have pages that show the request's headers, and what a server says goes into messages,
/// journals and events.
/// </summary>
internal static class SecretMask
{
    private const string Mask = "***";

    /// <summary>An answer without the credentials that were sent.</summary>
    /// <param name="bytes">The answer.</param>
    /// <param name="proof">What was sent; nothing for none.</param>
    public static byte[] Masked(byte[] bytes, AuthenticationHeaderValue? proof)
    {
        if (proof?.Parameter is not { Length: > 0 } secret)
            return bytes;
        string text = Encoding.UTF8.GetString(bytes);
        foreach (string form in Forms(secret, proof.Scheme))
            text = text.Replace(form, Mask, StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(text);
    }

    // Of `Basic` the password as well, which a proxy may have decoded.
    private static IEnumerable<string> Forms(string secret, string scheme)
    {
        yield return secret;
        if (scheme != "Basic")
            yield break;
        string decoded = Encoding.UTF8.GetString(Convert.FromBase64String(secret));
        string password = decoded[(decoded.IndexOf(':', StringComparison.Ordinal) + 1)..];
        if (password.Length > 0)
            yield return password;
    }
}
