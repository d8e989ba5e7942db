using System.Net;
using System.Text;
using Coalmine.Live.Prometheus;
using Xunit;

namespace Coalmine.Live.Tests.Prometheus;

/// <summary>A server that answers what a test puts in, and keeps what it was asked.</summary>
internal sealed class StubServer : HttpMessageHandler
{
    public static readonly DateTimeOffset Now = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);
    private readonly Func<Asked, HttpResponseMessage> _answer;

    public StubServer(Func<Asked, HttpResponseMessage> answer) => _answer = answer;

    public List<Asked> All { get; } = [];

    public static HttpResponseMessage Json(string body, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    public static HttpResponseMessage Html(HttpStatusCode status) =>
        new(status) { Content = new StringContent("<html>Please log in</html>", Encoding.UTF8, "text/html") };

    public static HttpResponseMessage Data(string type, string result, string rest = "") =>
        Json($$$"""{"status":"success","data":{"resultType":"{{{type}}}","result":{{{result}}}}{{{rest}}}}""");

    public static PrometheusConnection Connection { get; } = new(new Uri("http://prometheus.test/base/"))
    {
        RetryDelay = TimeSpan.FromMilliseconds(1),
        Deadline = TimeSpan.FromSeconds(20),
    };

    public PrometheusClient Client(PrometheusConnection? connection = null, TimeProvider? time = null) =>
        new(connection ?? Connection, time ?? TimeProvider.System, this);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        Asked asked = new(request.Method, request.RequestUri!.AbsolutePath, Form(body), request.Headers.ToDictionary(h => h.Key, h => string.Join(",", h.Value)));
        lock (All)
            All.Add(asked);
        HttpResponseMessage response = _answer(asked);
        Assert.NotNull(response);
        return response;
    }

    private static Dictionary<string, string> Form(string body) => body.Length == 0
        ? []
        : body.Split('&').Select(pair => pair.Split('=')).ToDictionary(pair => Decoded(pair[0]), pair => Decoded(pair[1]));

    private static string Decoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    internal sealed record Asked(HttpMethod Method, string Path, Dictionary<string, string> Form, Dictionary<string, string> Headers)
    {
        public string Query => Form.GetValueOrDefault("query", "");
    }
}
