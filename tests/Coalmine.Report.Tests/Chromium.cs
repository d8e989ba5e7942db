using Microsoft.Playwright;
using Xunit;

namespace Coalmine.Report.Tests;

/// <summary>A real browser for a class of tests; without one its tests are skipped, or fail where components are required.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Reason = "chromium not found: apt-get install chromium";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (Find() is not { } path)
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Args = Arguments });
    }

    /// <summary>A page of its own, with nothing loaded.</summary>
    /// <param name="width">Its width in pixels.</param>
    /// <param name="scheme">What the system prefers.</param>
    public async Task<IPage> OpenAsync(int width, ColorScheme scheme)
    {
        if (_browser is null && Environment.GetEnvironmentVariable("COALMINE_REQUIRE_COMPONENTS") == "1")
            Assert.Fail(Reason);
        Assert.SkipWhen(_browser is null, Reason);
        return await _browser!.NewPageAsync(new BrowserNewPageOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            ColorScheme = scheme,
            AcceptDownloads = true,
        });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    private static string? Find() =>
        (from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
         from name in Names
         let path = Path.Combine(folder, name)
         where File.Exists(path)
         select path).FirstOrDefault();
}
