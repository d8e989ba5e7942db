using Coalmine.Simulation.Kernel;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Requests;

/// <summary>A request on its way, with the attempt that is made for it. One of an array of places that are used again and again.</summary>
internal struct Attempt
{
    /// <summary>The key of the request's own streams.</summary>
    public StreamKey Key;

    /// <summary>The key of what its burst shares: the pod it finds, its service time, error and right or wrong.</summary>
    public StreamKey BurstKey;

    /// <summary>The user of a request that a load test makes.</summary>
    public const long NoUser = -1;

    /// <summary>The user; <see cref="NoUser"/> of a load test.</summary>
    public long User;

    /// <summary>When the request was sent, in nanoseconds.</summary>
    public long SentAt;

    /// <summary>When this attempt was made.</summary>
    public long TriedAt;

    /// <summary>Nanoseconds that it waited in queues, over all attempts.</summary>
    public long Waited;

    /// <summary>Its place in the queue.</summary>
    public long Place;

    /// <summary>The event at which its caller gives up.</summary>
    public EventHandle Patience;

    /// <summary>The pod of this attempt; -1 where none was ready.</summary>
    public int Pod;

    /// <summary>The pod's start that it belongs to: a pod that was killed does not finish it.</summary>
    public int Incarnation;

    /// <summary>Attempts made, this one included.</summary>
    public int Tries;

    /// <summary>Where it is.</summary>
    public AttemptState State;

    /// <summary>Whether it goes to the canary.</summary>
    public bool IsCanary;

    /// <summary>Whether it is a copy of a request that the baseline answers, or one of a load test: it takes a place and nobody waits for it.</summary>
    public bool IsShadow;

    /// <summary>Whether the model will answer with an error; known once in service.</summary>
    public bool IsError;

    /// <summary>The request's class and the one that the answer will name, as the number of their pair; known once in service.</summary>
    public int Classes;

    /// <summary>Whether the model's answer will be right; known once in service.</summary>
    public bool IsRight;
}
