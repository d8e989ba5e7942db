using Coalmine.Testing.Clusters.Server;

namespace Coalmine.Testing.Clusters.Fronts;

/// <summary>What both fronts do with a request: look for its fault, and hand it to the server or not.</summary>
internal static class FrontDesk
{
    /// <summary>The answer, and how it fails to arrive; nothing where it arrives.</summary>
    public static (ApiResponse Response, Fault? Lost) Take(ApiServerCore core, ApiRequest request, Fault? fault)
    {
        switch (fault)
        {
            case Fault.Answers answer:
                return (answer.Response, null);
            case Fault.ReadsOld old:
                return (core.Handle(request, core.Version - old.Versions), null);
            case Fault.Expires:
                {
                    ApiResponse response = core.Handle(request);
                    response.Watch?.ExpireNow();
                    return (response, null);
                }

            case Fault.Breaks { AfterWrite: false } or Fault.TimesOut { AfterWrite: false } or Fault.Hangs { AfterWrite: false }:
                return (new ApiResponse(0, "", ""), fault);
            case null:
                return (core.Handle(request), null);
            default:
                return (core.Handle(request), fault);
        }
    }

    /// <summary>The bearer token of a header; none where it bears none.</summary>
    public static string? TokenOf(string? header) =>
        header is not null && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : null;
}
