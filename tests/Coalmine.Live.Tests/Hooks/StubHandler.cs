using System.Net;

namespace Coalmine.Live.Tests.Hooks;

/// <summary>Answers requests in place of a network, and keeps what was sent.</summary>
internal sealed class StubHandler(Func<int, HttpResponseMessage> answer) : HttpMessageHandler
{
    public List<(string Body, string? Signature, string? Timestamp)> Sent { get; } = [];

    public static HttpResponseMessage Status(int status, string text = "") => new((HttpStatusCode)status) { Content = new StringContent(text) };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string body = await request.Content!.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        Sent.Add((body, First(request, "Coalmine-Signature"), First(request, "Coalmine-Timestamp")));
        return answer(Sent.Count);
    }

    private static string? First(HttpRequestMessage request, string header) =>
        request.Headers.TryGetValues(header, out IEnumerable<string>? values) ? values.First() : null;
}
