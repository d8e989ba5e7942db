using Coalmine.Live.Kubernetes;
using Coalmine.Live.Seam;

namespace Coalmine.Live.Traffic;

/// <summary>What a server's refusal means for a write.</summary>
internal static class WriteAnswers
{
    /// <summary>
    /// The answer of a write that the server did not take. Unauthorised may pass: tokens are renewed, and a rollback must not end because one was late.
    /// </summary>
    public static TrafficWrite Of(ClusterAnswer answer) => answer switch
    {
        ClusterAnswer.TooManyRequests busy => new TrafficWrite.Unavailable(busy.Text, busy.After),
        ClusterAnswer.Unavailable lost => new TrafficWrite.Unavailable(lost.Text, lost.After),
        ClusterAnswer.Conflict or ClusterAnswer.Expired or ClusterAnswer.Unauthorised => new TrafficWrite.Unavailable(answer.Text, After: null),
        ClusterAnswer.Invalid invalid => new TrafficWrite.Refused(string.Join("; ", invalid.Causes.Prepend(invalid.Text))),
        _ => new TrafficWrite.Refused(answer.Text),
    };
}
