namespace Coalmine.Live.Prometheus;

/// <summary>How to say who asks. A closed union. Secrets stay in files, which are read anew for each request, since clusters rotate them.</summary>
public abstract record PrometheusCredentials
{
    private PrometheusCredentials()
    {
    }

    /// <summary>The headers say nothing of who asks; a client certificate or a header of the connection may.</summary>
    public sealed record None : PrometheusCredentials;

    /// <summary>A bearer token.</summary>
    /// <param name="File">The file that holds it, such as a service account's; spaces and newlines around it are dropped.</param>
    public sealed record Bearer(string File) : PrometheusCredentials;

    /// <summary>Basic authentication (RFC 7617), in UTF-8.</summary>
    /// <param name="User">The user's name; without a colon.</param>
    /// <param name="PasswordFile">The file that holds the password; a newline at its end is dropped.</param>
    public sealed record Basic(string User, string PasswordFile) : PrometheusCredentials;
}
