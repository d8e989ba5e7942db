using Coalmine.Live.Kubernetes;
using k8s;
using Xunit;

namespace Coalmine.Live.Tests.Kubernetes;

public sealed class ClusterConnectionTests
{
    [Theory]
    [InlineData("https://10.0.0.1:6443", false)]
    [InlineData("https://cluster.example:6443", false)]
    [InlineData("https://127.0.0.1:6443", true)]
    [InlineData("https://localhost:6443", true)]
    [InlineData("https://[::1]:6443", true)]
    public void ACertificateThatIsNotChecked_IsAcceptedOfThisMachineOnly(string host, bool isAccepted)
    {
        KubernetesClientConfiguration settings = new() { Host = host, SkipTlsVerify = true };
        Exception? refusal = Record.Exception(() => ClusterConnection.Of(settings));
        if (isAccepted)
            Assert.Null(refusal);
        else
            Assert.Contains("insecure-skip-tls-verify", Assert.IsType<ClusterConnectionException>(refusal).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AToken_IsNotSentInTheClear()
    {
        KubernetesClientConfiguration settings = new() { Host = "http://cluster.example", AccessToken = "s3cret" };
        ClusterConnectionException refusal = Assert.Throws<ClusterConnectionException>(() => ClusterConnection.Of(settings));
        Assert.DoesNotContain("s3cret", refusal.ToString(), StringComparison.Ordinal);
        Assert.Equal("127.0.0.1", ClusterConnection.Of(new KubernetesClientConfiguration { Host = "http://127.0.0.1:1", AccessToken = "s3cret" }).Server.Host);
    }

    [Theory]
    [InlineData("users: [{name: a, user: {token: s3cret")]
    [InlineData("apiVersion: v1\nkind: Config\ncurrent-context: gone\nusers:\n- name: a\n  user:\n    token: s3cret\n")]
    public void AKubeconfigThatCannotBeUsed_IsNamed_WithoutItsSecrets(string text)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, text);
            ClusterConnectionException refusal = Assert.Throws<ClusterConnectionException>(() => ClusterConnection.Find(path, null));
            Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("s3cret", refusal.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
