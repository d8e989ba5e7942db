namespace Coalmine.Live.Kubernetes;

/// <summary>A cluster cannot be spoken to as the settings stand: the message says what was read and what to do, without any credential.</summary>
public sealed class ClusterConnectionException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="message">For people.</param>
    public ClusterConnectionException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with its cause, which is not shown.</summary>
    /// <param name="message">For people.</param>
    /// <param name="inner">The cause.</param>
    public ClusterConnectionException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
