namespace Coalmine.Simulation.Requests;

/// <summary>Is shown every request of the request engine.</summary>
public interface IRequestFollower
{
    /// <summary>A request has been answered, refused or given up; in the order of the answers.</summary>
    void Answered(in AnsweredRequest request);
}
