using System.Text;
using System.Text.Json.Nodes;
using Coalmine.Notebooks.Zmtp;

namespace Coalmine.Notebooks.Kernels;

/// <summary>How a kernel speaks: to who asked, and to all front ends.</summary>
/// <param name="wire">Makes the messages.</param>
/// <param name="publishing">Where all front ends listen.</param>
internal sealed class KernelVoice(WireFormat wire, ListeningSocket publishing)
{
    /// <summary>Answers a request.</summary>
    public void Answer(Request request, string type, JsonObject content) =>
        request.Peer.Send(wire.Write(request.Message.Route, type, Copy(request.Message.Header), content));

    /// <summary>Tells all front ends what comes of a request.</summary>
    /// <param name="type">The kind of message; the topic as well.</param>
    /// <param name="request">The request; nothing where it comes of none.</param>
    /// <param name="content">What is told.</param>
    public void Tell(string type, Request? request, JsonObject content) => publishing.Publish(
        wire.Write([Encoding.ASCII.GetBytes($"kernel.{wire.Session}.{type}")], type, request is null ? [] : Copy(request.Message.Header), content));

    /// <summary>Tells all front ends whether the kernel is at work.</summary>
    public void TellState(string state, Request? request) => Tell("status", request, new JsonObject { ["execution_state"] = state });

    private static JsonObject Copy(JsonObject header) => (JsonObject)header.DeepClone();
}
