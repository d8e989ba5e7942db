using System.Net;
using System.Text;
using Coalmine.Testing.Clusters.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Coalmine.Testing.Clusters.Fronts;

/// <summary>The server on a free port of loopback, with a kubeconfig for whoever is to use it.</summary>
public sealed class ApiServerListener : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ClusterCertificates? _certificates;

    private ApiServerListener(WebApplication app, ClusterCertificates? certificates) => (_app, _certificates) = (app, certificates);

    /// <summary>Where it listens, such as https://127.0.0.1:40001.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Starts to listen.</summary>
    /// <param name="core">The server.</param>
    /// <param name="isSecure">Whether by TLS, with an authority of its own that the kubeconfig names.</param>
    /// <param name="faults">What goes wrong with a request; nothing for a server without faults. Called from several threads.</param>
    /// <param name="cancellation">Gives it up.</param>
    public static async Task<ApiServerListener> StartAsync(
        ApiServerCore core, bool isSecure = true, Func<ApiRequest, Fault?>? faults = null, CancellationToken cancellation = default)
    {
        ClusterCertificates? certificates = isSecure ? new ClusterCertificates() : null;
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, port =>
        {
            port.Protocols = HttpProtocols.Http1;
            if (certificates is not null)
                port.UseHttps(certificates.Server);
        }));
        if (isSecure)
            builder.WebHost.UseKestrelHttpsConfiguration();
        WebApplication app = builder.Build();
        ApiServerListener listener = new(app, certificates);
        app.Run(context => AnswerAsync(core, context, faults));
        await app.StartAsync(cancellation).ConfigureAwait(false);
        listener.Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return listener;
    }

    /// <summary>A kubeconfig for this server.</summary>
    /// <param name="token">Token of the user.</param>
    /// <param name="inNamespace">Namespace of the context.</param>
    public string Kubeconfig(string token = AccessRules.AdminToken, string inNamespace = "default")
    {
        string trust = _certificates is null ? "" : $"\n    certificate-authority-data: {Convert.ToBase64String(Encoding.UTF8.GetBytes(_certificates.AuthorityPem))}";
        return $"""
            apiVersion: v1
            kind: Config
            clusters:
            - name: fake
              cluster:
                server: {Address}{trust}
            users:
            - name: tester
              user:
                token: {token}
            contexts:
            - name: fake
              context:
                cluster: fake
                user: tester
                namespace: {inNamespace}
            current-context: fake

            """;
    }

    /// <summary>Writes the kubeconfig to a file, which only its owner may read, and gives its path back.</summary>
    public async Task<string> WriteKubeconfigAsync(string file, string token = AccessRules.AdminToken, CancellationToken cancellation = default)
    {
        await File.WriteAllTextAsync(file, Kubeconfig(token), cancellation).ConfigureAwait(false);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return file;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource now = new();
        await now.CancelAsync().ConfigureAwait(false);
        await _app.StopAsync(now.Token).ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
        _certificates?.Dispose();
    }

    private static async Task AnswerAsync(ApiServerCore core, HttpContext context, Func<ApiRequest, Fault?>? faults)
    {
        using StreamReader reader = new(context.Request.Body);
        string body = await reader.ReadToEndAsync(context.RequestAborted).ConfigureAwait(false);
        string target = Microsoft.AspNetCore.Http.Extensions.UriHelper.GetEncodedPathAndQuery(context.Request);
        ApiRequest request = new(context.Request.Method, target, context.Request.ContentType, body.Length == 0 ? null : body)
        {
            Token = FrontDesk.TokenOf(context.Request.Headers.Authorization),
            UserAgent = context.Request.Headers.UserAgent.ToString() is { Length: > 0 } agent ? agent : "unknown",
        };
        (ApiResponse response, Fault? lost) = FrontDesk.Take(core, request, faults?.Invoke(request));
        switch (lost)
        {
            case Fault.Breaks:
                context.Abort();
                return;
            case Fault.TimesOut or Fault.Hangs:
                await WaitForClientAsync(context).ConfigureAwait(false);
                return;
        }

        context.Response.StatusCode = response.Status;
        context.Response.ContentType = response.ContentType;
        if (response.RetryAfter is { } seconds)
            context.Response.Headers.RetryAfter = FormattableString.Invariant($"{seconds}");
        if (response.Watch is null)
            await context.Response.WriteAsync(response.Body, context.RequestAborted).ConfigureAwait(false);
        else
            await StreamAsync(context, response.Watch).ConfigureAwait(false);
    }

    private static async Task WaitForClientAsync(HttpContext context)
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The client has given up.
        }
    }

    private static async Task StreamAsync(HttpContext context, WatchSubscription watch)
    {
        try
        {
            await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
            await foreach (string line in WatchLines.ReadAsync(watch, context.RequestAborted).ConfigureAwait(false))
            {
                await context.Response.WriteAsync(line + "\n", context.RequestAborted).ConfigureAwait(false);
                await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The client has had enough.
        }
    }
}
