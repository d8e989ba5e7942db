using System.Security.Cryptography;
using System.Text;

namespace Coalmine.Live.Ports;

/// <summary>
/// Lets through who bears a token. The file holds one token a line; any of them opens, so that tokens can be exchanged and each asker have its own. It is read
/// anew for each request; one that cannot be read opens to nobody. Comparisons take the same time whatever is wrong.
/// </summary>
/// <param name="file">The file; empty where no token is asked for.</param>
internal sealed class TokenGate(string file)
{
    private const string Bearer = "Bearer ";
    private const string Basic = "Basic ";

    /// <summary>Whether a token is asked for.</summary>
    public bool IsClosed => file.Length > 0;

    /// <summary>Whether a request may pass.</summary>
    /// <param name="authorization">
    /// Its header `Authorization`: `Bearer TOKEN`, or `Basic` with the token as the password, which is what Flagger sends for an address such as
    /// `http://coalmine:TOKEN@host`.
    /// </param>
    public bool LetsPass(string authorization)
    {
        if (!IsClosed)
            return true;
        byte[] borne = SHA256.HashData(Encoding.UTF8.GetBytes(TokenOf(authorization)));
        bool passes = false;
        foreach (string token in Tokens())
            passes |= CryptographicOperations.FixedTimeEquals(borne, SHA256.HashData(Encoding.UTF8.GetBytes(token)));
        return passes;
    }

    private string[] Tokens()
    {
        try
        {
            return File.ReadAllText(file).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string TokenOf(string authorization)
    {
        if (authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return authorization[Bearer.Length..].Trim();
        if (!authorization.StartsWith(Basic, StringComparison.OrdinalIgnoreCase))
            return "";
        byte[] pair = new byte[authorization.Length];
        if (!Convert.TryFromBase64String(authorization[Basic.Length..].Trim(), pair, out int length))
            return "";
        string text = Encoding.UTF8.GetString(pair, 0, length);
        return text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..];
    }
}
