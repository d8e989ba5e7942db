using System.Text.Json.Nodes;

namespace Coalmine.Live.Operating;

/// <summary>What a process shows of itself by <see cref="OperatingAnswers"/>.</summary>
public interface IShown
{
    /// <summary>A value that changes as long as the process's loop turns; nothing while there is no loop, which is well.</summary>
    object? Turn { get; }

    /// <summary>Why the process cannot do what it is there for, in words; empty where it can.</summary>
    string NotReady { get; }

    /// <summary>Its metrics in Prometheus' text format.</summary>
    string Write();

    /// <summary>How its rollouts stand.</summary>
    JsonObject Status();
}
