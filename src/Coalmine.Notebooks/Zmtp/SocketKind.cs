namespace Coalmine.Notebooks.Zmtp;

/// <summary>The kinds of sockets that are listened on.</summary>
internal enum SocketKind
{
    /// <summary>Takes messages from many, and answers each of them.</summary>
    Router,

    /// <summary>Sends to all who subscribed, and takes nothing.</summary>
    Publisher,

    /// <summary>Answers each message before the next.</summary>
    Reply,
}
