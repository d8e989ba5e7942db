using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Coalmine.Live.Operating.Telemetry;
using Coalmine.Rollouts.Controllers.Flagger.Specs;
using Coalmine.Rollouts.Plan;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Coalmine.Live.Advising;

/// <summary>The addresses at which questions are asked.</summary>
internal static class AdviceRoutes
{
    private const int MostRevision = 128;

    /// <summary>Adds them.</summary>
    /// <param name="app">The application.</param>
    /// <param name="host">Who answers, by name, and what counts.</param>
    public static void Map(WebApplication app, AdviceHost host)
    {
        // Argo Rollouts counts a status beyond 2xx as an error of the measurement; every answer is 200, and its conditions read the verdict.
        app.MapMethods("/v1/argo/{policy}", [HttpMethods.Get, HttpMethods.Post], context => ArgoAsync(context, host));
        app.MapPost("/v1/flagger/{policy}/{hook}", context => FlaggerAsync(context, host));
    }

    /// <summary>Writes an answer.</summary>
    public static Task WriteAsync(HttpContext context, int status, JsonObject body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body.ToJsonString()), context.RequestAborted).AsTask();
    }

    private static async Task ArgoAsync(HttpContext context, AdviceHost host)
    {
        if (DeskOf(context, host) is not { } desk)
        {
            await NotFoundAsync(context, host).ConfigureAwait(false);
            return;
        }

        IQueryCollection asked = context.Request.Query;
        string revision = asked["revision"].ToString();
        TrafficWeight? weight = null;
        if (asked.ContainsKey("weight"))
        {
            if (!int.TryParse(asked["weight"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out int percent) || percent > 100)
            {
                await ErrorAsync(context, host, StatusCodes.Status400BadRequest, "`weight` is a whole percentage from 0 to 100.").ConfigureAwait(false);
                return;
            }

            weight = new TrafficWeight(percent);
        }

        if (revision.Length > MostRevision)
        {
            await ErrorAsync(context, host, StatusCodes.Status400BadRequest, "`revision` is too long.").ConfigureAwait(false);
            return;
        }

        AdviceQuestion question = new() { Revision = revision, Weight = weight, IsPromotion = asked["promote"].ToString() == "true" };
        Advice advice = await desk.AskAsync(question, context.RequestAborted).ConfigureAwait(false);
        host.Telemetry?.Answered((string)context.Request.RouteValues["policy"]!, advice.Word);
        await WriteAsync(context, StatusCodes.Status200OK, advice.ToJson()).ConfigureAwait(false);
    }

    private static async Task FlaggerAsync(HttpContext context, AdviceHost host)
    {
        if (DeskOf(context, host) is not { } desk || FlaggerAnswers.Of((string)context.Request.RouteValues["hook"]!) is not { } hook)
        {
            await NotFoundAsync(context, host).ConfigureAwait(false);
            return;
        }

        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
        if (FlaggerBody.Read(body.ToArray()) is not { } asker)
        {
            await ErrorAsync(context, host, StatusCodes.Status400BadRequest, "A body as Flagger sends it is expected: name and namespace.")
                .ConfigureAwait(false);
            return;
        }

        if (desk.Followed.Name != $"Canary {asker.Namespace}/{asker.Name}")
        {
            string other = $"This policy is not the one of that Canary, but of {desk.Followed.Name}.";
            await ErrorAsync(context, host, StatusCodes.Status404NotFound, other).ConfigureAwait(false);
            return;
        }

        AdviceQuestion question = new() { IsPromotion = hook == FlaggerHookType.ConfirmPromotion };
        Advice advice = await desk.AskAsync(question, context.RequestAborted).ConfigureAwait(false);
        host.Telemetry?.Answered((string)context.Request.RouteValues["policy"]!, advice.Word);
        await WriteAsync(context, FlaggerAnswers.StatusOf(hook, advice.Verdict), advice.ToJson()).ConfigureAwait(false);
    }

    private static AdviceDesk? DeskOf(HttpContext context, AdviceHost host) =>
        host.Desks.GetValueOrDefault((string)context.Request.RouteValues["policy"]!);

    private static Task NotFoundAsync(HttpContext context, AdviceHost host) => ErrorAsync(
        context,
        host,
        StatusCodes.Status404NotFound,
        "Nothing is answered there. Ask /v1/argo/POLICY, or /v1/flagger/POLICY/HOOK with rollout, confirm-traffic-increase, confirm-promotion or rollback; "
        + $"policies: {string.Join(", ", host.Desks.Keys.Order(StringComparer.Ordinal))}.");

    private static Task ErrorAsync(HttpContext context, AdviceHost host, int status, string text)
    {
        host.Telemetry?.Refused(AdviceTelemetry.ReasonOf(status));
        return WriteAsync(context, status, new JsonObject { ["version"] = 1, ["error"] = text });
    }
}
