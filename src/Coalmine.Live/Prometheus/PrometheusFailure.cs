namespace Coalmine.Live.Prometheus;

/// <summary>Why a server gave no answer to use.</summary>
public enum PrometheusFailure
{
    /// <summary>It does not understand the query or a parameter (400, <c>bad_data</c>). Asking again does not help.</summary>
    BadData,

    /// <summary>
    /// It understands the query and cannot evaluate it (422, <c>execution</c>): ambiguous matches, too many samples. Asking again does not help.
    /// </summary>
    Execution,

    /// <summary>No answer in time, by its clock or by ours.</summary>
    TimedOut,

    /// <summary>It cannot be reached, or says that it cannot answer now.</summary>
    Unavailable,

    /// <summary>It wants other credentials (401, 403), or those that are configured cannot be read.</summary>
    Unauthorised,

    /// <summary>Something else answers at this address: a login page, a redirect, a proxy, another program.</summary>
    NotPrometheus,

    /// <summary>The answer is larger than what is taken.</summary>
    TooLarge,
}
